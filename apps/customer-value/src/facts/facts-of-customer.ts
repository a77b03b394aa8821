import type { Customer, CustomerCommand, CustomerValuePolicyValues } from '@tierline/customer-value';
import { addDays, noFacts, parseLocalDate, type LocalDate, type Undecided } from '@tierline/kernel';
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
    return {
      ...command,
      facts: { zone, paidOn: dayIn(paidAt, zone.name), latestOnTimeOn: latestOnTime(dueOn, bills) },
    };
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

/** The due day with the policy's grace; the calendar ends with the year 9999. */
const latestOnTime = (dueOn: LocalDate, { graceDays }: CustomerValuePolicyValues['bills']): LocalDate =>
  parseLocalDate(addDays(dueOn, graceDays)) ?? dueOn;
