import {
  CUSTOMER,
  customerDecider,
  customerValueRegistry,
  ENTITLEMENT,
  entitlementDecider,
  entitlementId,
  FACT_ID,
  LINE_USAGE,
  lineUsageDecider,
  type ClaimEntitlement,
  type CustomerCommand,
  type CustomerFact,
  type CustomerValuePolicyValues,
  type RecordFact,
  type ReportUsage,
} from '@tierline/customer-value';
import { bindingIds, executor, noFacts, streamName, type Envelope, type Undecided } from '@tierline/kernel';
import type { DecisionParts } from '@tierline/platform';
import { factsOfCustomer } from './facts/facts-of-customer.js';
import { groundsOf } from './facts/grounds.js';

/** What the application of customer value is made of. */
export type Parts = DecisionParts<CustomerValuePolicyValues>;

/** The aggregates of customer value: each takes its commands on the stream that they are about. */
export type Aggregates = ReturnType<typeof aggregates>;

/** Whichever fact is told first begins the stream of its customer. */
const recordsFacts = (Object.keys(FACT_ID) as CustomerFact['type'][]).map(
  (type): RecordFact['type'] => `Record${type}`,
);

/** Puts together what executes commands, with the facts that each decision rests on. */
export function aggregates(parts: Parts) {
  const { store, digest } = parts;
  const common = { ...parts, registry: customerValueRegistry };

  const customer = executor({
    ...common,
    decider: customerDecider,
    // A line can be flagged before anything else is heard of its customer.
    creates: [...recordsFacts, 'OpenUsageReview'],
    gather: (command: Undecided<CustomerCommand>, state, { values }) => factsOfCustomer(command, state, values),
  });
  const lineUsage = executor({ ...common, decider: lineUsageDecider, creates: ['ReportUsage'], gather: noFacts });
  const entitlement = executor({
    ...common,
    decider: entitlementDecider,
    creates: ['ClaimEntitlement'],
    gather: async (command) => ({ ...command, facts: { grounds: await groundsOf(store, command.data) } }),
  });
  // What other services tell names its customer in the content, and not in the address.
  const heard = bindingIds<CustomerCommand>(customer, parts);

  return {
    customer: (command: Undecided<CustomerCommand>, envelope: Envelope) =>
      customer(streamName(CUSTOMER, command.data.customerId), command, envelope),
    heard: (command: Undecided<RecordFact>, envelope: Envelope) =>
      heard(streamName(CUSTOMER, command.data.customerId), command, envelope),
    lineUsage: (command: Undecided<ReportUsage>, envelope: Envelope) =>
      lineUsage(streamName(LINE_USAGE, command.data.lineId), command, envelope),
    entitlement: (command: Undecided<ClaimEntitlement>, envelope: Envelope) =>
      entitlement(streamName(ENTITLEMENT, entitlementId(digest, command.data)), command, envelope),
  };
}
