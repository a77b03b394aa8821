import type { Policy } from '@tierline/kernel';
import { commitmentsOf } from './customer-knowledge.js';
import type { QuoteTerminationFee } from './customer.commands.js';
import type { Customer } from './customer.js';
import type { CustomerValuePolicyValues } from './policy-values.js';
import { no, type CustomerDecided } from './refuse.js';
import { currentCommitments, terminationFee } from './termination-fee.js';

/** Says what it would cost to end the commitment of a line today. Neither value nor attitude is asked (RT-14). */
export function quoteTerminationFee(
  { data: { customerId, lineId }, at, facts: { today } }: QuoteTerminationFee,
  state: Pick<Customer, 'facts'>,
  { values, version: policyVersion }: Policy<CustomerValuePolicyValues>,
): CustomerDecided {
  const commitment = currentCommitments(commitmentsOf(state, today), today).find((each) => each.lineId === lineId);
  if (!commitment) return no('no-commitment');
  const fee = terminationFee(commitment, today, values.terminationFee, values.currency);
  return [{ type: 'TerminationFeeQuoted', data: { customerId, at, ...fee, policyVersion } }];
}
