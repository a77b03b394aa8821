import { isEqualJson, unreachable } from '@tierline/kernel';
import type { AnswerUsageReview, OpenUsageReview, UsageReviewCommand } from './customer.commands.js';
import type { Customer } from './customer.js';
import { no, type CustomerDecided } from './refuse.js';

/** Opens and closes reviews of flags (CV-21). An answer decides what is paused, and nothing about the customer's value. */
export function decideUsageReview(command: UsageReviewCommand, state: Customer): CustomerDecided {
  switch (command.type) {
    case 'OpenUsageReview':
      return open(command, state);
    case 'AnswerUsageReview':
      return answer(command, state);
    default:
      return unreachable(command);
  }
}

function open({ data, at }: OpenUsageReview, { reviews }: Customer): CustomerDecided {
  const { customerId, flagId, lineId, period } = data;
  const review = reviews.get(flagId);
  if (review === undefined)
    return [{ type: 'UsageReviewOpened', data: { customerId, at, flagId, flag: 'unusual-usage', lineId, period } }];
  const of = { lineId: review.lineId, period: review.period };
  return isEqualJson(of, { lineId, period }) ? [] : no('review-already-exists');
}

function answer(
  { data: { customerId, flagId, answer: told }, at, actor }: AnswerUsageReview,
  { reviews }: Customer,
): CustomerDecided {
  const review = reviews.get(flagId);
  if (review === undefined) return no('review-unknown');
  if (review.status !== 'open') return review.status === told ? [] : no('review-already-closed');
  return [{ type: 'UsageReviewClosed', data: { customerId, at, flagId, answer: told, reviewedBy: actor.id } }];
}
