import type { Plain, RecordPurchaseV1 } from '@tierline/contracts';
import { deviceUnlockRegistry, PURCHASE_RECORD, purchaseRecordDecider, type LocalDate } from '@tierline/device-unlock';
import { executor, noFacts, streamName, type Execution } from '@tierline/kernel';
import type { ReceivedCommand } from '@tierline/platform';
import { circumstances, type Parts } from './activation-lock-requests.js';

/** Takes the maker's records of sales. Their stream is the device's, which the token names. */
export function purchaseRecords({ tokens, ...parts }: Parts) {
  const execute = executor({
    ...parts,
    decider: purchaseRecordDecider,
    creates: ['RecordPurchase'],
    registry: deviceUnlockRegistry,
    gather: noFacts,
  });
  return async (received: ReceivedCommand<Plain<RecordPurchaseV1>>): Promise<Execution> => {
    const { device: identity, purchasedOn, seller, price, receiptNumber } = received.data;
    const device = await tokens.device(identity);
    const record = {
      device,
      purchasedOn: purchasedOn as LocalDate,
      seller,
      price: { ...price },
      receiptNumber: await tokens.receipt(receiptNumber),
    };
    const command = { type: 'RecordPurchase' as const, data: record, ...circumstances(received) };
    return execute(streamName(PURCHASE_RECORD, device), command, received.envelope);
  };
}
