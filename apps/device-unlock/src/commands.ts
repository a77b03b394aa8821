import type { DeviceUnlockCommandV1 } from '@tierline/contracts';
import type { Guard, HandleCommand, ReceivedCommand } from '@tierline/platform';
import { activationLockRequests, type Parts } from './activation-lock-requests.js';
import { purchaseRecords } from './purchase-records.js';

/** What takes every command of device unlock, whichever door it came through: personal values go no further than here. */
export function commands(parts: Parts, guard: Guard): HandleCommand {
  const onRequest = activationLockRequests(parts);
  const onPurchase = purchaseRecords(parts);
  return async (received) => {
    // The door has validated the data by the contract of this type.
    const command = (await guard(received)) as ReceivedCommand & DeviceUnlockCommandV1;
    return command.type === 'RecordPurchase' ? onPurchase(command) : onRequest(command);
  };
}
