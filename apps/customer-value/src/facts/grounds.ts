import { entitlementGrounds, type ClaimEntitlement, type EntitlementGrounds } from '@tierline/customer-value';
import type { EventStore, Fact } from '@tierline/kernel';
import { customerNow } from './customer-at.js';

/** What the customer's stream says of a claim, and nothing else of what it says (RT-14). */
export async function groundsOf(
  store: Pick<EventStore, 'read'>,
  { customerId, claim }: ClaimEntitlement['data'],
): Promise<Fact<EntitlementGrounds | null>> {
  const { value, ...place } = await customerNow(store, customerId);
  return { ...place, value: entitlementGrounds(value, claim) };
}
