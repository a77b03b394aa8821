import { parseCustomerValuePolicy, type CustomerValuePolicyValues } from '@tierline/customer-value';
import { policyBook, type PolicyBook } from '@tierline/kernel';
import { digest, readPolicies } from '@tierline/platform';

/** The policies that this build carries. */
export const policies: PolicyBook<CustomerValuePolicyValues> = readPolicies(
  new URL('../../../../libs/customer-value/policies/', import.meta.url),
  'customer-value',
  parseCustomerValuePolicy,
);

/** What a build carries that has a second version too: half as much merit leads as far, and it waits to be activated. */
export const bookWithWaiting: PolicyBook<CustomerValuePolicyValues> = (() => {
  const first = policies.carried(1);
  if (!first) throw new Error('the first version of the policy is missing');
  const { hash: _, ...file } = first;
  const merits = { ...file.values.merits, meritFrom: 3, highMeritFrom: 9 };
  const json = { ...file, version: 2, activeFrom: null, values: { ...file.values, merits } };
  return policyBook([first, { ...parseCustomerValuePolicy(json), hash: digest.hash(json) }]);
})();
