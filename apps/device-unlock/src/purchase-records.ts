import type { DeviceUnlockCommandV1 } from '@tierline/contracts';
import { deviceUnlockRegistry, PURCHASE_RECORD, purchaseRecordDecider, type LocalDate } from '@tierline/device-unlock';
import { executor, noFacts, streamName, type Execution } from '@tierline/kernel';
import type { ReceivedCommand } from '@tierline/platform';
import { circumstances, deviceToken, receiptToken, type Parts } from './activation-lock-requests.js';

/** A record of a sale, as it comes through the door. */
export type PurchaseCommandV1 = Extract<DeviceUnlockCommandV1, { type: 'RecordPurchase' }>;

/** Takes the maker's records of sales. Their stream is the device's, which the token names. */
export function purchaseRecords(parts: Parts) {
  const execute = executor({
    ...parts,
    decider: purchaseRecordDecider,
    creates: ['RecordPurchase'],
    registry: deviceUnlockRegistry,
    gather: noFacts,
  });
  return (received: ReceivedCommand & PurchaseCommandV1): Promise<Execution> => {
    const { device: identity, purchasedOn, seller, price, receiptNumber } = received.data;
    const device = deviceToken(identity);
    const record = {
      device,
      purchasedOn: purchasedOn as LocalDate,
      seller,
      price: { ...price },
      receiptNumber: receiptToken(receiptNumber),
    };
    const command = { type: 'RecordPurchase' as const, data: record, ...circumstances(received) };
    return execute(streamName(PURCHASE_RECORD, device), command, received.envelope);
  };
}
