import { cloudEventType, deviceUnlockTopics, followUpCommands, type MessageType } from '@tierline/contracts';
import {
  CARRIER_UNLOCK_REQUEST,
  isDeviceUnlockEvent,
  type DeviceToken,
  type Lock,
  type RequestId,
} from '@tierline/device-unlock';
import {
  isOutcomeEvent,
  streamName,
  unreachable,
  type Digest,
  type EventMetadata,
  type EventStore,
  type OutcomeEvent,
  type StoredEvent,
} from '@tierline/kernel';
import type { Publication } from '@tierline/platform';
import type { Facts } from '../facts.js';
import { CATEGORY_OF } from '../requests-of-lock.js';

interface FollowUp {
  readonly message: MessageType;
  readonly data: Readonly<Record<string, unknown>> & { readonly requestId: RequestId };
}

const { followDevice, linkTradeIn, tellTradeIn, askRetailer, reconsiderProof, revisitCarrierUnlock } = followUpCommands;
const { awaitPurchaseRecord, awaitCustomerStanding } = followUpCommands;
const { context, ingress } = deviceUnlockTopics;

/**
 * What device unlock has to do because of an event, as commands on its own ingress topic: one for each request that the event
 * concerns, of which there are never more than may wait for one thing.
 *
 * An id derives from the event's, so the command is the same however often the event is met.
 */
export function followUps(store: EventStore, facts: Facts, digest: Digest) {
  const ask = followUpsOf(store, facts);
  return async (event: StoredEvent<EventMetadata>): Promise<readonly Publication[]> =>
    (await ask(event)).map(({ message, data }) => ({
      topic: ingress.internal.topic,
      type: cloudEventType(context, message),
      id: digest.uuid(['follow-up', event.id, message.name, data.requestId]),
      data,
    }));
}

function followUpsOf(store: EventStore, facts: Facts) {
  /** What a request was made for is said by its first event, for ever. */
  const tradeInOf = async (lock: Lock, requestId: RequestId): Promise<string | undefined> => {
    const [requested] = await store.read(streamName(CATEGORY_OF[lock], requestId));
    return (requested?.data as { readonly tradeInId?: string } | undefined)?.tradeInId;
  };
  const tell = async (lock: Lock, requestId: RequestId): Promise<readonly FollowUp[]> => {
    const tradeInId = await tradeInOf(lock, requestId);
    return tradeInId === undefined ? [] : [{ message: tellTradeIn, data: { requestId, lock, tradeInId } }];
  };
  const link = (lock: Lock, { requestId, tradeInId }: { requestId: RequestId; tradeInId?: string }) =>
    tradeInId === undefined ? [] : [{ message: linkTradeIn, data: { requestId, lock, tradeInId } }];
  const follow = (lock: Lock, requestId: RequestId) => [{ message: followDevice, data: { requestId, lock } }];
  const revisit = (requestId: RequestId): FollowUp => ({ message: revisitCarrierUnlock, data: { requestId } });
  const reconsider = (requestId: RequestId): FollowUp => ({ message: reconsiderProof, data: { requestId } });
  /** The one request for a carrier unlock that a device is reserved for, and which therefore waits for an answer. */
  const revisitHolder = async (device: DeviceToken): Promise<readonly FollowUp[]> => {
    const { unlock } = (await facts.device(device)).value;
    return unlock.status === 'reserved' && unlock.holder.lock === 'carrier' ? [revisit(unlock.holder.requestId)] : [];
  };

  return async (event: StoredEvent): Promise<readonly FollowUp[]> => {
    if (isOutcomeEvent(event)) return ofOutcome(event);
    if (!isDeviceUnlockEvent(event)) return [];
    const { type, data } = event;
    switch (type) {
      case 'ActivationUnlockRequested':
        return link('activation', data);
      case 'CarrierUnlockRequested':
        return link('carrier', data);
      case 'SelfServiceAdvised':
      case 'ActivationLockRemoved':
      case 'ActivationUnlockDenied':
        return tell('activation', data.requestId);
      case 'CarrierUnlockDenied':
      case 'CarrierUnlockCompleted':
      case 'CarrierUnlockRevoked':
        return tell('carrier', data.requestId);
      case 'PurchaseRecordMissing':
        return [
          { message: askRetailer, data: { requestId: data.requestId } },
          { message: awaitPurchaseRecord, data: { requestId: data.requestId, seenRecords: data.matches.length } },
        ];
      case 'RetailerAnswered':
        return [reconsider(data.requestId)];
      case 'PurchaseRecorded':
      case 'PurchaseRecordContradicted':
        return (data.awaitedBy ?? []).map(reconsider);
      case 'PurchaseRecordAwaited':
        return data.isThere ? [reconsider(data.requestId)] : [];
      case 'CustomerStandingReported':
        return (data.awaitedBy ?? []).map(revisit);
      case 'CustomerStandingAwaited':
        return data.isThere ? [revisit(data.requestId)] : [];
      case 'UnlockIssued':
        return data.lock === 'activation' ? follow('activation', data.requestId) : [];
      case 'CodeAcknowledged':
      case 'UnlockRevoked':
        return follow('carrier', data.requestId);
      case 'AccountStandingReported':
        return revisitHolder(data.device);
      case 'DeviceStatusReported':
        return data.holds ? revisitHolder(data.device) : [];
      case 'AccountCredentialsAsked':
      case 'CarrierUnlockGranted':
      case 'CodeShown':
      case 'DeadlineMissed':
      case 'ErasureConsented':
      case 'ProofMatched':
      case 'ProofOfPurchaseRequired':
      case 'ProofRefused':
      case 'RequestCounted':
      case 'RetailerAsked':
      case 'RetailerContradictedItself':
      case 'RetailerDeadlineMissed':
      case 'SellerFlagged':
      case 'SellerStandingReported':
      case 'SourceBlocked':
      case 'SourceReviewed':
      case 'TradeInLinked':
      case 'TradeInTold':
      case 'UnlockBeyondRevocation':
      case 'UnlockReservationReleased':
      case 'UnlockReserved':
        return [];
      default:
        return unreachable(type);
    }
  };
}

/** A request that cannot be answered before something is known of its customer waits for that (DU-12). */
function ofOutcome({ stream, type, data }: StoredEvent & OutcomeEvent): readonly FollowUp[] {
  const isWaiting = type === 'CommandRefused' && data.reason === 'customer-standing-unknown';
  if (!isWaiting || !stream.startsWith(`${CARRIER_UNLOCK_REQUEST}-`)) return [];
  const requestId = stream.slice(CARRIER_UNLOCK_REQUEST.length + 1) as RequestId;
  return [{ message: awaitCustomerStanding, data: { requestId } }];
}
