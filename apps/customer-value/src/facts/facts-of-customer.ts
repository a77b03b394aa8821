import type { Customer, CustomerCommand, CustomerValuePolicyValues } from '@tierline/customer-value';
import { addDays, noFacts, type Undecided } from '@tierline/kernel';
import { dayIn } from '@tierline/platform';
import { accountZone, zoneOfBill } from './account-zone.js';

/** Completes a command on a customer with the days that its decision rests on: they come of zone and calendar, which no decider knows. */
export function factsOfCustomer(
  command: Undecided<CustomerCommand>,
  { facts }: Pick<Customer, 'facts'>,
  { accounts, bills }: Pick<CustomerValuePolicyValues, 'accounts' | 'bills'>,
): CustomerCommand {
  if (command.type === 'RecordBillPaid') {
    const { billId, paidAt, dueOn } = command.data;
    const zone = zoneOfBill(facts, billId, accounts);
    const latestOnTimeOn = addDays(dueOn, bills.graceDays);
    return { ...command, facts: { zone, paidOn: dayIn(paidAt, zone.name), latestOnTimeOn } };
  }
  if (
    command.type === 'QuoteTerminationFee' ||
    command.type === 'DecideConcession' ||
    command.type === 'DecideConcessionOtherwise'
  ) {
    const zone = accountZone(facts, accounts);
    return { ...command, facts: { zone, today: dayIn(command.at, zone.name) } };
  }
  return noFacts(command);
}
