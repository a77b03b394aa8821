import { followUpCommands } from '@tierline/contracts';
import {
  CARRIER_UNLOCK_REQUEST,
  isDeviceUnlockEvent,
  PURCHASE_RECORD,
  type DeviceToken,
  type Lock,
  type RequestId,
} from '@tierline/device-unlock';
import {
  isOutcomeEvent,
  streamName,
  unreachable,
  type EventMetadata,
  type EventStore,
  type OutcomeEvent,
  type StoredEvent,
} from '@tierline/kernel';
import type { FollowUp } from '@tierline/platform';
import type { Facts } from '../facts/facts.js';
import { CATEGORY_OF } from '../facts/requests-of-lock.js';

const { followDevice, linkTradeIn, tellTradeIn, askRetailer, reconsiderProof, revisitCarrierUnlock } = followUpCommands;
const { awaitPurchaseRecord, awaitCustomerStanding, blockSource } = followUpCommands;

/** What device unlock has to do because of an event: one command at most. */
export function followUps(store: EventStore, facts: Facts) {
  /** What a request was made for is said by the event that begins it, for ever; refusals may precede that (DU-15). */
  const tradeInOf = async (lock: Lock, requestId: RequestId): Promise<string | undefined> => {
    const events = await store.read(streamName(CATEGORY_OF[lock], requestId));
    const requested = events.find((event) => !isOutcomeEvent(event));
    return (requested?.data as { readonly tradeInId?: string } | undefined)?.tradeInId;
  };
  const tell = async (lock: Lock, requestId: RequestId): Promise<FollowUp | undefined> => {
    const tradeInId = await tradeInOf(lock, requestId);
    return tradeInId === undefined ? undefined : { message: tellTradeIn, data: { requestId, lock, tradeInId } };
  };
  const link = (lock: Lock, { requestId, tradeInId }: { requestId: RequestId; tradeInId?: string }) =>
    tradeInId === undefined ? undefined : { message: linkTradeIn, data: { requestId, lock, tradeInId } };
  const follow = (lock: Lock, requestId: RequestId): FollowUp => ({ message: followDevice, data: { requestId, lock } });
  const revisit = (requestId: RequestId): FollowUp => ({ message: revisitCarrierUnlock, data: { requestId } });
  const reconsider = (requestId: RequestId): FollowUp => ({ message: reconsiderProof, data: { requestId } });
  /** The one request for a carrier unlock that a device is reserved for, and which therefore waits for an answer. */
  const revisitHolder = async (device: DeviceToken): Promise<FollowUp | undefined> => {
    const { unlock } = (await facts.device(device)).value;
    return unlock.status === 'reserved' && unlock.holder.lock === 'carrier'
      ? revisit(unlock.holder.requestId)
      : undefined;
  };

  return async (event: StoredEvent<EventMetadata>): Promise<FollowUp | undefined> => {
    if (isOutcomeEvent(event)) return ofOutcome(event);
    if (!isDeviceUnlockEvent(event)) return undefined;
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
        return { message: awaitPurchaseRecord, data: { requestId: data.requestId, seenRecords: data.matches.length } };
      case 'PurchaseRecordAwaited':
        return data.isThere ? reconsider(data.requestId) : askOf(data.requestId);
      case 'RetailerAnswered':
        return reconsider(data.requestId);
      case 'CustomerStandingAwaited':
        return data.isThere ? revisit(data.requestId) : undefined;
      case 'UnlockIssued':
        return data.lock === 'activation' ? follow('activation', data.requestId) : undefined;
      case 'CodeAcknowledged':
      case 'UnlockRevoked':
        return follow('carrier', data.requestId);
      case 'RequestLimitsExceeded': {
        const { source, month, afterReviews } = data;
        return { message: blockSource, data: { source, month, afterReviews } };
      }
      case 'AccountStandingReported':
        return revisitHolder(data.device);
      case 'DeviceStatusReported':
        return data.holds ? revisitHolder(data.device) : undefined;
      case 'AccountCredentialsAsked':
      case 'CarrierUnlockGranted':
      case 'CodeShown':
      case 'CustomerStandingReported':
      case 'DeadlineMissed':
      case 'ErasureConsented':
      case 'ProofMatched':
      case 'ProofOfPurchaseRequired':
      case 'ProofRefused':
      case 'PurchaseRecordContradicted':
      case 'PurchaseRecorded':
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
        return undefined;
      default:
        return unreachable(type);
    }
  };
}

/**
 * A request that cannot be answered before something is known of its customer waits for that (DU-12). One too many to wait for
 * a record has at least its retailer asked (DU-07).
 */
function ofOutcome({ stream, metadata, data, type }: StoredEvent<EventMetadata> & OutcomeEvent): FollowUp | undefined {
  if (type !== 'CommandRefused') return undefined;
  const { requestId } = (metadata.command?.data ?? {}) as { readonly requestId?: RequestId };
  if (requestId === undefined) return undefined;
  if (data.reason === 'customer-standing-unknown' && stream.startsWith(`${CARRIER_UNLOCK_REQUEST}-`))
    return { message: awaitCustomerStanding, data: { requestId } };
  const isOneTooMany = data.reason === 'too-many-requests-wait' && stream.startsWith(`${PURCHASE_RECORD}-`);
  return isOneTooMany ? askOf(requestId) : undefined;
}

const askOf = (requestId: RequestId): FollowUp => ({ message: askRetailer, data: { requestId } });
