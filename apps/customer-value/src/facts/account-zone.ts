import type { AccountZone, BillId, CustomerFact, CustomerValuePolicyValues } from '@tierline/customer-value';

type Accounts = CustomerValuePolicyValues['accounts'];

/** The zone that an account was told to be in; the policy's until then, since facts come in any order. */
export function accountZone(facts: readonly CustomerFact[], { zone }: Accounts): AccountZone {
  const opened = facts.find((fact) => fact.type === 'CustomerOpened');
  return opened ? { name: opened.data.zone, from: 'account' } : { name: zone, from: 'policy' };
}

/** The zone for a bill: as it was known when the bill was recorded, so that a bill that is told again is the same. */
export function zoneOfBill(facts: readonly CustomerFact[], billId: BillId, accounts: Accounts): AccountZone {
  const recorded = facts.findIndex((fact) => fact.type === 'BillPaid' && fact.data.billId === billId);
  return accountZone(recorded < 0 ? facts : facts.slice(0, recorded), accounts);
}
