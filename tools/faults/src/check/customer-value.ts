import { customerValueTopics } from '@tierline/contracts';
import type { CheckedContext } from './context.js';

/** What others are told of, by the names under which it is stored; ratings are not among what is sent here. */
const PUBLISHED = ['ValueChanged', 'CustomerOpened', 'EntitlementGranted', 'EntitlementDenied', 'UsageReviewOpened'];
const DEMANDING = ['BillingErrorFound', 'FaultVerified', 'UnusualUsageFlagged'];

/** What customer value promises. */
export const checkedCustomerValue: CheckedContext = {
  topics: customerValueTopics,
  isPublished: ({ type }) => PUBLISHED.includes(type),
  demanding: (events) => new Set(events.filter(({ type }) => DEMANDING.includes(type)).map(({ id }) => id)),
  ledTo: () => [],
};
