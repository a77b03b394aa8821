import { unreachable, type Digest, type Fact, type Instant, type Message } from '@tierline/kernel';
import type { BillId, ComplaintId, CustomerId, Money } from './values.js';

/** The category of the streams of what customers are entitled to, one by what it is for, so that nothing is granted twice. */
export const ENTITLEMENT = 'customer_value.entitlement';

/** What a customer is entitled to be given back. */
export type EntitlementClaim =
  | { readonly kind: 'billing-error'; readonly billId: BillId }
  | { readonly kind: 'verified-fault'; readonly complaintId: ComplaintId };

/** What an entitlement rests on, and all that it may rest on (RT-14). */
export type EntitlementGrounds =
  | { readonly kind: 'billing-error'; readonly billed: Money; readonly owed: Money }
  /** `monthly`: the charge of the line that was without service. */
  | { readonly kind: 'verified-fault'; readonly daysWithoutService: number; readonly monthly: Money };

interface Claimed {
  readonly customerId: CustomerId;
  readonly at: Instant;
  readonly claim: EntitlementClaim;
  readonly outcome: 'entitled';
  /** Where the grounds were read: the decision is valid as of that revision. */
  readonly customer: Pick<Fact<unknown>, 'stream' | 'revision'>;
}

/** The customer gets what they are entitled to. */
export type EntitlementGranted = Message<
  'EntitlementGranted',
  Claimed & { readonly granted: Money; readonly grounds: EntitlementGrounds }
>;
/** `no-grounds`: nobody has told of an error or a fault; `nothing-owed`: it cost the customer nothing. */
export type EntitlementDenied = Message<
  'EntitlementDenied',
  Claimed & { readonly reason: 'no-grounds' | 'nothing-owed' }
>;

export type EntitlementEvent = EntitlementGranted | EntitlementDenied;

/** Where a claim stands. One that was denied can be claimed again, since grounds can turn up. */
export type Entitlement =
  | { readonly status: 'none' }
  | { readonly status: 'granted' }
  | { readonly status: 'denied'; readonly reason: EntitlementDenied['data']['reason'] };

/** The state after a further event. */
export function evolveEntitlement(_: Entitlement, event: EntitlementEvent): Entitlement {
  switch (event.type) {
    case 'EntitlementGranted':
      return { status: 'granted' };
    case 'EntitlementDenied':
      return { status: 'denied', reason: event.data.reason };
    default:
      return unreachable(event);
  }
}

/** The id of the stream of what a customer claims: the ids of others are too long together, and could be read in two ways. */
export const entitlementId = (
  digest: Pick<Digest, 'uuid'>,
  { customerId, claim }: { readonly customerId: CustomerId; readonly claim: EntitlementClaim },
): string => digest.uuid(['entitlement', customerId, claim.kind, claimedId(claim)]);

/** The bill or the complaint that a claim is about. */
export const claimedId = (claim: EntitlementClaim): string =>
  claim.kind === 'billing-error' ? claim.billId : claim.complaintId;
