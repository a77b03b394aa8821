import { unreachable, UnreachableValue, type Instant, type Message } from '@tierline/kernel';
import type { BlockingCondition } from './device.events.js';
import type { RequestReadiness } from './device.commands.js';
import type { SellerMeaning, SellerStatus } from './policy-values.js';
import type { FieldMatch } from './proof-match.js';
import type { UnlockOutcome } from './trade-in.events.js';
import type {
  CustomerId,
  DeviceToken,
  FactReference,
  Purchase,
  RequestId,
  SealedText,
  TelephoneToken,
  TradeInId,
} from './values.js';

/** The category of the streams of requests to remove a maker's account lock, one by request id (DU-01). */
export const ACTIVATION_LOCK_REQUEST = 'device_unlock.activation_lock_request';

/** What was asked for. */
export interface ActivationUnlock {
  readonly requestId: RequestId;
  readonly customerId: CustomerId;
  readonly device: DeviceToken;
  /** The trade-in that the lock blocks (DU-16). */
  readonly tradeInId?: TradeInId;
  /** Where the customer can be reached. */
  readonly telephone?: TelephoneToken;
  /** What the agent noted. */
  readonly remark?: SealedText;
}

/** A receipt, as the customer shows it. */
export type PurchaseProof = Purchase & { readonly kind: 'purchase' };

/** What no policy and nobody's authority makes a proof (DU-04). */
export type NoProof =
  | {
      readonly kind: 'identity-document';
      readonly document: 'drivers-licence' | 'passport' | 'identity-card' | 'other';
    }
  | { readonly kind: 'customer-word' };

/** What a customer offers as proof. */
export type Proof = PurchaseProof | NoProof;

type Of<Type extends string, Data extends object = object> = Message<
  Type,
  { readonly requestId: RequestId; readonly at: Instant } & Data
>;

export type ActivationUnlockRequested = Of<'ActivationUnlockRequested', ActivationUnlock>;
/** With the account's credentials the customer needs nobody, so they are asked for first (DU-02). */
export type AccountCredentialsAsked = Of<'AccountCredentialsAsked'>;
/** The customer has the credentials and unlocks by themselves: the request is closed (DU-02). */
export type SelfServiceAdvised = Of<'SelfServiceAdvised'>;
export type ProofOfPurchaseRequired = Of<'ProofOfPurchaseRequired'>;
/**
 * `fields-differ`: a receipt that does not match the maker's record, or the retailer's (DU-03). `not-sold`: the maker has no
 * record, and the retailer denies the sale (DU-07). The other reasons are DU-04; nothing was compared then.
 */
export type ProofRefused = Of<
  'ProofRefused',
  | { readonly reason: 'fields-differ'; readonly fields: readonly FieldMatch[]; readonly record: FactReference }
  | { readonly reason: 'not-sold'; readonly record: FactReference }
  | {
      readonly reason: 'identity-document';
      readonly document: Extract<NoProof, { kind: 'identity-document' }>['document'];
    }
  | { readonly reason: 'customer-word' }
>;
export type ProofMatched = Of<
  'ProofMatched',
  { readonly fields: readonly FieldMatch[]; readonly record: FactReference }
>;
/**
 * The proof can be neither accepted nor refused (DU-07). It is kept, so that it can be decided on once more is known.
 * `matches`: its fields against each of the records; none where there is no record, several where they contradict.
 */
export type PurchaseRecordMissing = Of<
  'PurchaseRecordMissing',
  {
    readonly reason: 'no-record' | 'records-contradict';
    readonly proof: PurchaseProof;
    readonly matches: readonly (readonly FieldMatch[])[];
    readonly record: FactReference;
  }
>;
/** The customer knows that removing the lock erases the device, and agrees (DU-10). */
export type ErasureConsented = Of<'ErasureConsented'>;
/** `unlock`: where the device's stream has decided it; missing in streams from before there was one. */
export type ActivationLockRemoved = Of<
  'ActivationLockRemoved',
  { readonly device: DeviceToken; readonly erased: true; readonly unlock?: FactReference }
>;
/** The proof names a seller who is not authorised: what that means for warranty and proof (DU-08). */
export type SellerFlagged = Of<
  'SellerFlagged',
  SellerMeaning & { readonly standing: SellerStatus; readonly register: FactReference }
>;
/** The device itself forbids the unlock, whatever is proven (DU-09), or is being unlocked for somebody else (DU-13). */
export type ActivationUnlockDenied = Of<
  'ActivationUnlockDenied',
  { readonly device: FactReference } & (
    | { readonly reason: 'device-blocked'; readonly because: readonly BlockingCondition[] }
    | { readonly reason: 'reserved-for-another-request' }
  )
>;

export type ActivationLockRequestEvent =
  | ActivationUnlockRequested
  | AccountCredentialsAsked
  | SelfServiceAdvised
  | ProofOfPurchaseRequired
  | ProofRefused
  | ProofMatched
  | PurchaseRecordMissing
  | ErasureConsented
  | ActivationLockRemoved
  | SellerFlagged
  | ActivationUnlockDenied;

/** What an undecided proof waits for, and which fact left it undecided. */
export type PendingProof = PurchaseRecordMissing['data'];

/** Where a request stands. */
export type ActivationLockRequest =
  | { readonly status: 'none' }
  | { readonly status: 'credentials-asked'; readonly unlock: ActivationUnlock }
  | { readonly status: 'proof-required'; readonly unlock: ActivationUnlock }
  | { readonly status: 'proof-pending'; readonly unlock: ActivationUnlock; readonly pending: PendingProof }
  | { readonly status: 'proof-matched'; readonly unlock: ActivationUnlock }
  | { readonly status: 'erasure-consented'; readonly unlock: ActivationUnlock }
  | { readonly status: 'denied'; readonly unlock: ActivationUnlock }
  | { readonly status: 'self-service'; readonly unlock: ActivationUnlock }
  | { readonly status: 'unlocked'; readonly unlock: ActivationUnlock };

/** Whether nothing more can become of a request. */
export const isClosed = (
  request: ActivationLockRequest,
): request is Extract<ActivationLockRequest, { status: UnlockOutcome }> =>
  request.status === 'self-service' || request.status === 'unlocked' || request.status === 'denied';

/** How a request ended, for the trade-in that waits for it (DU-16); `null` while it is open. */
export const activationOutcome = (request: ActivationLockRequest): UnlockOutcome | null =>
  isClosed(request) ? request.status : null;

/** Whether only the device can still forbid the unlock. */
export const activationReadiness = (requestId: RequestId, { status }: ActivationLockRequest): RequestReadiness => ({
  requestId,
  isReady: status === 'erasure-consented',
});

/**
 * The state after a further event.
 *
 * @throws {UnreachableValue} when the stream does not begin with a request, so no decider of this build wrote it
 */
export function evolveActivationLockRequest(
  state: ActivationLockRequest,
  event: ActivationLockRequestEvent,
): ActivationLockRequest {
  if (event.type === 'ActivationUnlockRequested') {
    const { at: _, ...unlock } = event.data;
    return { status: 'credentials-asked', unlock };
  }
  if (state.status === 'none') throw new UnreachableValue(event);
  const { unlock } = state;
  switch (event.type) {
    case 'AccountCredentialsAsked':
      return { status: 'credentials-asked', unlock };
    case 'SelfServiceAdvised':
      return { status: 'self-service', unlock };
    case 'ProofOfPurchaseRequired':
      return { status: 'proof-required', unlock };
    case 'ProofRefused':
      // A licence offered meanwhile takes nothing away from a receipt that waits or has matched.
      return event.data.reason === 'fields-differ' || event.data.reason === 'not-sold'
        ? { status: 'proof-required', unlock }
        : state;
    case 'PurchaseRecordMissing':
      return { status: 'proof-pending', unlock, pending: event.data };
    case 'ProofMatched':
      return { status: 'proof-matched', unlock };
    case 'ErasureConsented':
      return { status: 'erasure-consented', unlock };
    case 'ActivationLockRemoved':
      return { status: 'unlocked', unlock };
    case 'SellerFlagged':
      return state;
    case 'ActivationUnlockDenied':
      return { status: 'denied', unlock };
    default:
      return unreachable(event);
  }
}
