import type { History } from '../history.js';
import { checkAnswers } from './answers.js';
import { checkChains } from './chains.js';
import { checkDeadLetters } from './dead-letters.js';
import { checkEffects } from './effects.js';
import { checkFollowUps } from './follow-ups.js';
import { checkOutcomes } from './outcomes.js';
import { checkParked } from './parked.js';
import { checkEvents } from './publications.js';
import { checkTransactions } from './transactions.js';
import type { Violation } from './violation.js';

const checks = [
  checkEffects,
  checkAnswers,
  checkEvents,
  checkOutcomes,
  checkFollowUps,
  checkDeadLetters,
  checkParked,
  checkTransactions,
  checkChains,
];

/**
 * Holds a history against what is promised of every history, in the manner of Jepsen's Kafka workload.
 *
 * The history must be complete: what was sent is settled, and the publisher has come to its end.
 */
export const check = (history: History): readonly Violation[] => checks.flatMap((each) => each(history));
