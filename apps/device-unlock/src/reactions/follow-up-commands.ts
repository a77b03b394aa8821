import type { DeviceUnlockCommandV1 } from '@tierline/contracts';
import {
  ACTIVATION_LOCK_REQUEST,
  type PurchaseProof,
  type PurchaseRecordMissing,
  type RequestId,
  type TradeInId,
} from '@tierline/device-unlock';
import { streamName, unreachable, type EventStore, type Execution, type StoredEvent } from '@tierline/kernel';
import { circumstances, type ReceivedCommand } from '@tierline/platform';
import type { Aggregates } from '../aggregates.js';
import { requestOutcome } from '../facts/requests-of-lock.js';
import { settleCarrierUnlock, type CodeKeeping } from '../carrier-lock/settle-carrier-unlock.js';

const TYPES = [
  'FollowDevice',
  'LinkTradeIn',
  'TellTradeIn',
  'AskRetailer',
  'AwaitPurchaseRecord',
  'AwaitCustomerStanding',
  'ReconsiderProof',
  'RevisitCarrierUnlock',
] as const;

/** What the service has told itself to do. */
export type FollowUpCommandV1 = Extract<DeviceUnlockCommandV1, { type: (typeof TYPES)[number] }>;

/** Does what follows from events: each is one command on one stream, decided there like any other. */
export function followUpCommandsOf(of: Aggregates, store: EventStore, keeping: CodeKeeping) {
  const settle = settleCarrierUnlock(of, keeping);

  /** The proof that was left undecided last; the command would not be there without one. */
  const undecidedProof = async (requestId: RequestId): Promise<PurchaseProof | undefined> => {
    const events = await store.read(streamName(ACTIVATION_LOCK_REQUEST, requestId));
    const missing = events.findLast(({ type }) => type === 'PurchaseRecordMissing');
    return missing && (missing as StoredEvent & PurchaseRecordMissing).data.proof;
  };

  return async (received: ReceivedCommand & FollowUpCommandV1): Promise<Execution> => {
    const { envelope } = received;
    const requestId = received.data.requestId as RequestId;
    const how = circumstances(received);
    switch (received.type) {
      case 'FollowDevice':
        return received.data.lock === 'carrier'
          ? of.carrierLock({ type: 'FollowDevice', data: { requestId }, ...how }, envelope)
          : of.activationLock({ type: 'RemoveActivationLock', data: { requestId }, ...how }, envelope);
      case 'LinkTradeIn': {
        const tradeInId = received.data.tradeInId as TradeInId;
        const { revision, value } = await requestOutcome(of.facts, received.data.lock, requestId);
        if (revision < 0) return { outcome: 'unknown-stream' };
        const { device } = value;
        return of.tradeIn(received.data.lock)(
          { type: 'LinkTradeIn', data: { tradeInId, requestId, device }, ...how },
          envelope,
        );
      }
      case 'TellTradeIn': {
        const data = { tradeInId: received.data.tradeInId as TradeInId, requestId };
        return of.tradeIn(received.data.lock)({ type: 'TellTradeIn', data, ...how }, envelope);
      }
      case 'AskRetailer': {
        const proof = await undecidedProof(requestId);
        if (!proof) return { outcome: 'unknown-stream' };
        const { device, seller, receiptNumber } = proof;
        const data = { requestId, device, seller, receiptNumber };
        return of.enquiry({ type: 'AskRetailer', data, ...how }, envelope);
      }
      case 'AwaitPurchaseRecord': {
        const { value: request } = await of.facts.activationRequest(requestId);
        if (request.status === 'none') return { outcome: 'unknown-stream' };
        const data = { requestId, device: request.unlock.device, seenRecords: received.data.seenRecords };
        return of.awaitPurchase({ type: 'AwaitPurchaseRecord', data, ...how }, envelope);
      }
      case 'AwaitCustomerStanding': {
        const { value: request } = await of.facts.carrierRequest(requestId);
        if (request.status === 'none') return { outcome: 'unknown-stream' };
        const data = { requestId, customerId: request.unlock.customerId };
        return of.awaitCustomer({ type: 'AwaitCustomerStanding', data, ...how }, envelope);
      }
      case 'ReconsiderProof':
        return of.activationLock({ type: 'ReconsiderProof', data: { requestId }, ...how }, envelope);
      case 'RevisitCarrierUnlock': {
        const answer = { type: 'AnswerCarrierUnlock', data: { requestId }, ...how } as const;
        return settle(received, requestId, () => of.carrierLock(answer, envelope));
      }
      default:
        return unreachable(received);
    }
  };
}

/** Whether a command is one that the service has told itself. */
export const isFollowUpCommand = (
  command: ReceivedCommand & DeviceUnlockCommandV1,
): command is ReceivedCommand & FollowUpCommandV1 => TYPES.some((type) => type === command.type);
