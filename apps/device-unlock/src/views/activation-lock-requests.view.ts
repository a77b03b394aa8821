import {
  ACTIVATION_LOCK_REQUEST,
  isDeviceUnlockEvent,
  type ActivationLockRequestEvent,
  type FieldMatch,
} from '@tierline/device-unlock';
import { isOutcomeEvent, unreachable, type EventMetadata, type Instant, type StoredEvent } from '@tierline/kernel';
import type { DocumentViewDefinition } from '@tierline/platform';

/** An activation-lock request as whoever works on it sees it. */
export interface ActivationLockRequestView {
  readonly requestId: string;
  readonly customerId: string;
  readonly tradeInId?: string;
  readonly status:
    | 'credentials-asked'
    | 'self-service'
    | 'proof-required'
    | 'proof-pending'
    | 'proof-matched'
    | 'erasure-consented'
    | 'unlocked';
  /** Every proof that was put forward, and what became of it (DU-06). */
  readonly proofs: readonly ExaminedProof[];
  /** Commands that were refused, with the rule that demands it. */
  readonly refusals: readonly { readonly command: string; readonly reason: string; readonly rule: string }[];
  readonly requestedAt: Instant;
  readonly changedAt: Instant;
  /** The last revision that changed the state: the ETag. */
  readonly stateRevision: number;
}

interface ExaminedProof {
  readonly at: Instant;
  readonly result: 'matched' | 'refused' | 'pending';
  readonly reason?: string;
  readonly fields: readonly FieldMatch[];
}

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
      const fields = reason === 'fields-differ' ? event.data.fields : [];
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
      const { fields } = event.data;
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
