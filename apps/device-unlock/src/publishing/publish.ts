import type { DeviceUnlockEventV1 } from '@tierline/contracts';
import { isDeviceUnlockEvent, type SellerStatus } from '@tierline/device-unlock';
import {
  isPersonalDataEvent,
  isPolicyActivated,
  unreachable,
  UnreachableValue,
  UnregisteredEvent,
  type Message,
} from '@tierline/kernel';
import { publishedCarrierUnlockEvent } from './publish-carrier-unlock.js';
import { fieldResult } from './told-results.js';

/**
 * What others are told of a stored event; nothing of an event that is this context's own affair.
 *
 * Stored events and published ones are two sets, so that either can change without the other. No event tells a token: it
 * means nothing to anybody else.
 */
export function publishedEvent(event: Message): DeviceUnlockEventV1 | undefined {
  if (isPersonalDataEvent(event) || isPolicyActivated(event)) return undefined;
  if (!isDeviceUnlockEvent(event))
    throw new UnregisteredEvent(event.type, 'nobody has decided whether it is published');
  switch (event.type) {
    case 'ActivationUnlockRequested': {
      const { requestId, customerId, tradeInId } = event.data;
      return { type: event.type, data: { requestId, customerId, ...(tradeInId !== undefined && { tradeInId }) } };
    }
    case 'SelfServiceAdvised':
    case 'ProofOfPurchaseRequired':
    case 'ErasureConsented':
    case 'ActivationLockRemoved':
      return { type: event.type, data: { requestId: event.data.requestId } };
    case 'ProofRefused': {
      const { requestId, reason } = event.data;
      if (reason === 'not-sold') return { type: 'SaleDenied', data: { requestId } };
      const proof = reason === 'fields-differ' ? 'purchase' : reason;
      const fields = reason === 'fields-differ' ? event.data.fields.map(fieldResult) : [];
      return { type: event.type, data: { requestId, proof, reason, fields } };
    }
    case 'ProofMatched':
      return {
        type: event.type,
        data: { requestId: event.data.requestId, fields: event.data.fields.map(fieldResult) },
      };
    case 'PurchaseRecordMissing':
      return { type: event.type, data: { requestId: event.data.requestId, reason: event.data.reason } };
    case 'SellerFlagged': {
      const { requestId, standing, warranty, proof } = event.data;
      return { type: event.type, data: { requestId, standing: flagged(standing), warranty, proof } };
    }
    case 'ActivationUnlockDenied': {
      const { requestId, reason } = event.data;
      const because = reason === 'device-blocked' ? event.data.because : [];
      return { type: event.type, data: { requestId, reason, because } };
    }
    case 'CarrierUnlockRequested':
    case 'CarrierUnlockGranted':
    case 'CarrierUnlockDenied':
    case 'DeadlineMissed':
    case 'CarrierUnlockCompleted':
    case 'CarrierUnlockRevoked':
      return publishedCarrierUnlockEvent(event);
    case 'RetailerAsked': {
      const { requestId, seller, dueAt } = event.data;
      return { type: event.type, data: { requestId, seller, dueAt } };
    }
    case 'RetailerDeadlineMissed':
      return { type: event.type, data: { requestId: event.data.requestId, dueAt: event.data.dueAt } };
    case 'TradeInLinked':
      return { type: event.type, data: { tradeInId: event.data.tradeInId, requestId: event.data.requestId } };
    case 'TradeInTold': {
      const { tradeInId, requestId, outcome } = event.data;
      return { type: event.type, data: { tradeInId, requestId, outcome } };
    }
    case 'SourceBlocked': {
      const { source, month, requests, duplicates } = event.data;
      return { type: event.type, data: { source, month, requests, duplicates } };
    }
    case 'SourceReviewed':
      return { type: event.type, data: { source: event.data.source, reason: event.data.reason } };
    case 'AccountCredentialsAsked':
    case 'PurchaseRecorded':
    case 'PurchaseRecordContradicted':
    case 'AccountStandingReported':
    case 'CustomerStandingReported':
    case 'SellerStandingReported':
    case 'DeviceStatusReported':
    case 'UnlockReserved':
    case 'UnlockReservationReleased':
    case 'UnlockIssued':
    case 'UnlockRevoked':
    case 'UnlockBeyondRevocation':
    case 'CodeShown':
    case 'CodeAcknowledged':
    case 'RequestCounted':
    case 'RequestLimitsExceeded':
    case 'RetailerAnswered':
    case 'RetailerContradictedItself':
    case 'PurchaseRecordAwaited':
    case 'CustomerStandingAwaited':
      return undefined;
    default:
      return unreachable(event);
  }
}

/** An authorised seller is never flagged. */
function flagged(standing: SellerStatus): Exclude<SellerStatus, 'authorised'> {
  if (standing === 'authorised') throw new UnreachableValue(standing);
  return standing;
}
