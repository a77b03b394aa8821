import type { LocalDate } from '@tierline/kernel';
import type { ConcessionInput } from './concession-terms.js';
import { attitudeOf, commitmentsOf, grantedBefore, paymentHistoryOf } from './customer-knowledge.js';
import type { Customer } from './customer.js';
import type { CustomerValuePolicyValues } from './policy-values.js';
import { feeOwedMinor } from './termination-fee.js';
import type { ConcessionId, ConcessionKind } from './values.js';

/**
 * What a discretionary offer to a customer rests on, on a day of the account's zone.
 *
 * @param without a concession that is being decided again: what it has given so far is not counted against it
 */
export function concessionInput(
  customer: Pick<Customer, 'value' | 'facts' | 'concessions'>,
  kind: ConcessionKind,
  on: LocalDate,
  { terminationFee, currency }: Pick<CustomerValuePolicyValues, 'terminationFee' | 'currency'>,
  without?: ConcessionId,
): ConcessionInput {
  const concessions = new Map([...customer.concessions].filter(([id]) => id !== without));
  return {
    kind,
    value: customer.value,
    attitude: attitudeOf(customer),
    history: paymentHistoryOf(customer),
    granted: grantedBefore({ concessions }),
    feeOwedMinor: feeOwedMinor(commitmentsOf(customer, on), on, terminationFee, currency),
    on,
  };
}
