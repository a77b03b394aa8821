import type { ActivationLockRequestV1, FieldResultV1, Plain } from '@tierline/contracts';
import {
  ACTIVATION_LOCK_REQUEST,
  isDeviceUnlockEvent,
  type ActivationLockRequestEvent,
  type FieldMatch,
} from '@tierline/device-unlock';
import { isOutcomeEvent, unreachable, type EventMetadata, type StoredEvent } from '@tierline/kernel';
import type { DocumentViewDefinition } from '@tierline/platform';

/** An activation-lock request as whoever works on it sees it. */
export type ActivationLockRequestView = Plain<ActivationLockRequestV1>;

type Stored = StoredEvent<EventMetadata>;

/** The read model of activation-lock requests. */
export const activationLockRequestsView: DocumentViewDefinition<ActivationLockRequestView> = {
  name: 'activation-lock-requests',
  layout: 1,
  prefix: 'device_unlock.',
  indexed: ['customerId', 'status'],
  key: ({ stream }) =>
    stream.startsWith(`${ACTIVATION_LOCK_REQUEST}-`) ? stream.slice(ACTIVATION_LOCK_REQUEST.length + 1) : undefined,
  fold: (request, event) => {
    if (isOutcomeEvent(event)) return request ? { ...request, ...refusal(request, event) } : missing(event);
    if (!isDeviceUnlockEvent(event)) return missing(event);
    const changed = evolve(request, event as Stored & ActivationLockRequestEvent);
    return { ...changed, changedAt: event.data.at, stateRevision: event.revision };
  },
};

function evolve(
  request: ActivationLockRequestView | undefined,
  event: Stored & ActivationLockRequestEvent,
): ActivationLockRequestView {
  if (event.type === 'ActivationUnlockRequested') {
    const { requestId, customerId, tradeInId, at } = event.data;
    return {
      requestId,
      customerId,
      ...(tradeInId !== undefined && { tradeInId }),
      status: 'credentials-asked',
      proofs: [],
      refusals: [],
      requestedAt: at,
      changedAt: at,
      stateRevision: event.revision,
    };
  }
  if (!request) return missing(event);
  const { at } = event.data;
  switch (event.type) {
    case 'AccountCredentialsAsked':
      return { ...request, status: 'credentials-asked' };
    case 'SelfServiceAdvised':
      return { ...request, status: 'self-service' };
    case 'ProofOfPurchaseRequired':
      return { ...request, status: 'proof-required' };
    case 'ProofRefused': {
      const { reason } = event.data;
      const fields = reason === 'fields-differ' ? event.data.fields.map(fieldResult) : [];
      const status = reason === 'fields-differ' ? 'proof-required' : request.status;
      return { ...request, status, proofs: [...request.proofs, { at, result: 'refused', reason, fields }] };
    }
    case 'PurchaseRecordMissing': {
      const { reason } = event.data;
      return {
        ...request,
        status: 'proof-pending',
        proofs: [...request.proofs, { at, result: 'pending', reason, fields: [] }],
      };
    }
    case 'ProofMatched': {
      const fields = event.data.fields.map(fieldResult);
      return { ...request, status: 'proof-matched', proofs: [...request.proofs, { at, result: 'matched', fields }] };
    }
    case 'ErasureConsented':
      return { ...request, status: 'erasure-consented' };
    case 'ActivationLockRemoved':
      return { ...request, status: 'unlocked' };
    default:
      return unreachable(event);
  }
}

/** How far a value was off is in the stream for whoever must explain it; here it would help to guess the right one. */
const fieldResult = ({ field, result }: FieldMatch): Plain<FieldResultV1> => ({ field, result });

function refusal({ refusals }: ActivationLockRequestView, event: Stored): Partial<ActivationLockRequestView> {
  if (!isOutcomeEvent(event) || event.type !== 'CommandRefused') return {};
  return { refusals: [...refusals, { ...event.data }] };
}

/** The streams of requests begin with the request, whatever the store tells otherwise must not be shown. */
function missing(event: Stored): never {
  throw new Error(
    `${event.stream}@${String(event.revision)}: ${event.type} cannot be shown, as no request precedes it`,
  );
}
