import { parseCustomerValuePolicy, type CustomerValuePolicyValues } from '@tierline/customer-value';
import type { PolicyBook } from '@tierline/kernel';
import { readPolicies } from '@tierline/platform';

/** The policies that this build carries. */
export const policies: PolicyBook<CustomerValuePolicyValues> = readPolicies(
  new URL('../../../../libs/customer-value/policies/', import.meta.url),
  'customer-value',
  parseCustomerValuePolicy,
);
