import type { History } from '../history.js';
import { checkAnswers } from './answers.js';
import { checkChains } from './chains.js';
import { partOf } from './context.js';
import { checkedCustomerValue } from './customer-value.js';
import { checkDeadLetters } from './dead-letters.js';
import { checkedDeviceUnlock } from './device-unlock.js';
import { checkEffects } from './effects.js';
import { checkFollowUps } from './follow-ups.js';
import { checkHeardEvents } from './heard-events.js';
import { checkOutcomes } from './outcomes.js';
import { checkParked } from './parked.js';
import { checkEvents } from './publications.js';
import { checkTransactions } from './transactions.js';
import type { Violation } from './violation.js';

/** Of the history as a whole. */
const checks = [checkAnswers, checkTransactions, checkChains];
/** Of what each context has of it. */
const checksOfContext = [
  checkEffects,
  checkEvents,
  checkOutcomes,
  checkFollowUps,
  checkHeardEvents,
  checkDeadLetters,
  checkParked,
];
const contexts = [checkedDeviceUnlock, checkedCustomerValue];
const everyContext = contexts.map(({ topics: { context } }) => context);

/**
 * Holds a history against what is promised of every history, in the manner of Jepsen's Kafka workload.
 *
 * The history must be complete: what was sent is settled, and the publishers have come to their ends.
 *
 * @param running the contexts whose services ran: nobody else has heard of anything
 */
export const check = (history: History, running: readonly string[] = everyContext): readonly Violation[] => [
  ...checks.flatMap((each) => each(history)),
  ...contexts.flatMap((context) => {
    if (!running.includes(context.topics.context)) return [];
    const part = partOf(history, context.topics);
    return checksOfContext.flatMap((each) => each(part, context));
  }),
];
