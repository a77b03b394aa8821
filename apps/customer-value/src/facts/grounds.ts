import {
  CUSTOMER,
  customerDecider,
  customerValueRegistry,
  entitlementGrounds,
  type ClaimEntitlement,
  type EntitlementGrounds,
} from '@tierline/customer-value';
import { readFact, streamName, type EventStore, type Fact } from '@tierline/kernel';

/** What the customer's stream says of a claim, and nothing else of what it says (RT-14). */
export async function groundsOf(
  store: Pick<EventStore, 'read'>,
  { customerId, claim }: ClaimEntitlement['data'],
): Promise<Fact<EntitlementGrounds | null>> {
  const { value, ...place } = await readFact(
    store,
    customerValueRegistry,
    streamName(CUSTOMER, customerId),
    customerDecider,
  );
  return { ...place, value: entitlementGrounds(value, claim) };
}
