import { cloudEventType, deviceUnlockTopics, followUpCommands, type MessageType } from '@tierline/contracts';
import { isDeviceUnlockEvent, type DeviceUnlockEvent, type Lock, type RequestId } from '@tierline/device-unlock';
import {
  isOutcomeEvent,
  streamName,
  unreachable,
  type EventMetadata,
  type EventStore,
  type StoredEvent,
} from '@tierline/kernel';
import type { Publication } from '@tierline/platform';
import type { Facts } from '../facts.js';
import { CATEGORY_OF } from '../requests-of-lock.js';

interface FollowUp {
  readonly message: MessageType;
  readonly data: object;
}

const { followDevice, linkTradeIn, tellTradeIn, askRetailer, reconsiderProof, revisitCarrierUnlock } = followUpCommands;
const { blockSource } = followUpCommands;
const { context, ingress } = deviceUnlockTopics;

/**
 * What device unlock has to do because of an event, as a command on its own ingress topic: one at most.
 *
 * The id is the event's, so the command is the same however often the event is met.
 */
export function followUps(store: EventStore, facts: Facts) {
  const ask = followUpOf(store, facts);
  return async (event: StoredEvent<EventMetadata>): Promise<readonly Publication[]> => {
    if (isOutcomeEvent(event) || !isDeviceUnlockEvent(event)) return [];
    const followUp = await ask(event);
    if (!followUp) return [];
    const { message, data } = followUp;
    return [{ topic: ingress.internal.topic, type: cloudEventType(context, message), id: event.id, data }];
  };
}

function followUpOf(store: EventStore, facts: Facts) {
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
  const link = (lock: Lock, requestId: RequestId, tradeInId: string | undefined): FollowUp | undefined =>
    tradeInId === undefined ? undefined : { message: linkTradeIn, data: { requestId, lock, tradeInId } };
  const follow = (lock: Lock, requestId: RequestId): FollowUp => ({ message: followDevice, data: { requestId, lock } });

  return async ({ type, data }: DeviceUnlockEvent): Promise<FollowUp | undefined> => {
    switch (type) {
      case 'ActivationUnlockRequested':
        return link('activation', data.requestId, data.tradeInId);
      case 'CarrierUnlockRequested':
        return link('carrier', data.requestId, data.tradeInId);
      case 'SelfServiceAdvised':
      case 'ActivationLockRemoved':
      case 'ActivationUnlockDenied':
        return tell('activation', data.requestId);
      case 'CarrierUnlockDenied':
      case 'CarrierUnlockCompleted':
      case 'CarrierUnlockRevoked':
        return tell('carrier', data.requestId);
      case 'PurchaseRecordMissing':
        return { message: askRetailer, data: { requestId: data.requestId } };
      case 'RetailerAnswered':
        return { message: reconsiderProof, data: { requestId: data.requestId } };
      case 'UnlockIssued':
        return data.lock === 'activation' ? follow('activation', data.requestId) : undefined;
      case 'CodeAcknowledged':
      case 'UnlockRevoked':
        return follow('carrier', data.requestId);
      case 'AccountStandingReported': {
        const { unlock } = (await facts.device(data.device)).value;
        if (unlock.status !== 'reserved' || unlock.holder.lock !== 'carrier') return undefined;
        return { message: revisitCarrierUnlock, data: { requestId: unlock.holder.requestId } };
      }
      case 'RequestLimitsExceeded': {
        const { source, month, afterReviews } = data;
        return { message: blockSource, data: { source, month, afterReviews } };
      }
      case 'AccountCredentialsAsked':
      case 'CarrierUnlockGranted':
      case 'CodeShown':
      case 'CustomerStandingReported':
      case 'DeadlineMissed':
      case 'DeviceStatusReported':
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
