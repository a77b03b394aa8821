import type { ActivationLockRequestV1, Plain } from '@tierline/contracts';
import { ACTIVATION_LOCK_REQUEST, isDeviceUnlockEvent, type ActivationLockRequestEvent } from '@tierline/device-unlock';
import { isOutcomeEvent, unreachable, type EventMetadata, type StoredEvent } from '@tierline/kernel';
import type { DocumentViewDefinition } from '@tierline/platform';
import { fieldResult } from '../publishing/told-results.js';
import { missing, withRefusal } from './view-events.js';

/** An activation-lock request as whoever works on it sees it. */
export type ActivationLockRequestView = Plain<ActivationLockRequestV1>;

type Stored = StoredEvent<EventMetadata>;

/** The read model of activation-lock requests. */
export const activationLockRequestsView: DocumentViewDefinition<ActivationLockRequestView> = {
  name: 'activation-lock-requests',
  layout: 2,
  prefix: 'device_unlock.',
  indexed: ['customerId', 'status'],
  key: ({ stream }) =>
    stream.startsWith(`${ACTIVATION_LOCK_REQUEST}-`) ? stream.slice(ACTIVATION_LOCK_REQUEST.length + 1) : undefined,
  fold: (request, event) => {
    if (isOutcomeEvent(event)) return withRefusal(request, event);
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
      const isOfReceipt = reason === 'fields-differ' || reason === 'not-sold';
      const status = isOfReceipt ? 'proof-required' : request.status;
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
    case 'SellerFlagged': {
      const { standing, warranty, proof } = event.data;
      // Only a seller who is not authorised is flagged.
      const flaggedSeller = { standing: standing as 'unauthorised' | 'liquidating', warranty, proof };
      return { ...request, flaggedSeller };
    }
    case 'ActivationUnlockDenied': {
      const { reason } = event.data;
      return { ...request, denied: { reason, because: reason === 'device-blocked' ? event.data.because : [] } };
    }
    default:
      return unreachable(event);
  }
}
