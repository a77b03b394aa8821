import type { DeviceUnlockEventV1, FieldResultV1, Plain } from '@tierline/contracts';
import { isDeviceUnlockEvent, type FieldMatch } from '@tierline/device-unlock';
import { isPersonalDataEvent, isPolicyActivated, unreachable, UnregisteredEvent, type Message } from '@tierline/kernel';

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
    case 'AccountCredentialsAsked':
    case 'PurchaseRecorded':
    case 'PurchaseRecordContradicted':
      return undefined;
    default:
      return unreachable(event);
  }
}

const fieldResult = ({ field, result }: FieldMatch): Plain<FieldResultV1> => ({ field, result });
