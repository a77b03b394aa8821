import { tacOf, type DeviceUnlockCommandV1, type RequestCarrierUnlockV1 } from '@tierline/contracts';
import type { RequestId } from '@tierline/device-unlock';
import { unreachable } from '@tierline/kernel';
import type { Guard, HandleCommand, ReceivedCommand } from '@tierline/platform';
import { activationLockRequests, isActivationLockCommand } from './activation-lock/activation-lock-requests.js';
import { aggregates, type Parts } from './aggregates.js';
import { carrierUnlockRequests, isCarrierUnlockCommand } from './carrier-lock/carrier-unlock-requests.js';
import { followUpCommandsOf, isFollowUpCommand } from './reactions/follow-up-commands.js';
import { isBeginning } from './sources/outlook.js';
import { isRequestSourceCommand, onRequestSource } from './sources/request-source-commands.js';
import { isReportedFact, reportedFacts } from './facts/reported-facts.js';
import type { CodeKeeping } from './carrier-lock/settle-carrier-unlock.js';

/** What takes every command of device unlock, whichever door it came through: personal values go no further than here. */
export function commands(parts: Parts, guard: Guard, keeping: CodeKeeping): HandleCommand {
  const all = aggregates(parts);
  const onActivationLock = activationLockRequests(all, parts.store);
  const onCarrierLock = carrierUnlockRequests(all, parts.store, keeping);
  const onFact = reportedFacts(all);
  const onSource = onRequestSource(all.sources);
  const onFollowUp = followUpCommandsOf(all, parts.store, keeping);
  return async (received) => {
    const { type, subject, actor } = received;
    const [guarded, ahead] = await Promise.all([
      guard(received),
      isBeginning(type) ? all.sources.lookAt(type, subject as RequestId, actor) : undefined,
    ]);
    // The door has validated the data by the contract of this type.
    const command = guarded as ReceivedCommand & DeviceUnlockCommandV1;
    if (isActivationLockCommand(command)) return onActivationLock(command, ahead);
    if (isCarrierUnlockCommand(command)) return onCarrierLock(command, tacIn(received), ahead);
    if (isReportedFact(command)) return onFact(command);
    if (isRequestSourceCommand(command)) return onSource(command);
    if (isFollowUpCommand(command)) return onFollowUp(command);
    return unreachable(command);
  };
}

/** The type allocation code, before the identity of the device is a token that tells nothing. */
function tacIn({ data }: ReceivedCommand): string | null {
  const { device } = data as Partial<RequestCarrierUnlockV1>;
  return typeof device !== 'object' || device.kind === 'serial' ? null : tacOf(device.value);
}
