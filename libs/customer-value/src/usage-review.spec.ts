import { specify } from '@tierline/kernel/testing';
import { describe, it } from '@jest/globals';
import { customerDecider } from './customer.decider.js';
import type { CustomerEvent } from './customer.events.js';
import { at, cleo, command, line, policy } from './testing/fixtures.js';
import type { CustomerId, FlagId, LineId } from './values.js';

const given = specify(customerDecider, policy);
const flagId = 'line-1:2026-02' as FlagId;
const flag = { customerId: cleo, flagId };
const open = (lineId = line) => command('OpenUsageReview', { ...flag, lineId, period: '2026-02' });
const answer = (told: 'cleared' | 'confirmed') => command('AnswerUsageReview', { ...flag, answer: told });
const opened: CustomerEvent = {
  type: 'UsageReviewOpened',
  data: { ...flag, at, flag: 'unusual-usage', lineId: line, period: '2026-02' },
};
const closed = (told: 'cleared' | 'confirmed'): CustomerEvent => ({
  type: 'UsageReviewClosed',
  data: { ...flag, at, answer: told, reviewedBy: 'agent-ada' },
});

describe('the review of a flag (story B8)', () => {
  it('CV-21: is opened', () => given().when(open()).then(opened));
  it('CV-21: is opened once, and stays closed', () => {
    given(opened).when(open()).thenNothing();
    given(opened, closed('cleared')).when(open()).thenNothing();
  });
  it('CV-21: is refused under the id of another', () =>
    given(opened)
      .when(open('line-2' as LineId))
      .thenRejected('review-already-exists', 'CV-21'));
  it('CV-21: is closed by an answer, which names who gave it', () => {
    given(opened).when(answer('cleared')).then(closed('cleared'));
    given(opened).when(answer('confirmed')).then(closed('confirmed'));
  });
  it('CV-21: is answered once', () => {
    given(opened, closed('cleared')).when(answer('cleared')).thenNothing();
    given(opened, closed('cleared')).when(answer('confirmed')).thenRejected('review-already-closed', 'CV-21');
  });
  it('CV-21: has no answer before it was opened', () =>
    given().when(answer('cleared')).thenRejected('review-unknown', 'CV-21'));
  it('CV-21: is refused on the stream of another customer', () =>
    given(opened)
      .when(command('AnswerUsageReview', { ...flag, customerId: 'customer-dan' as CustomerId, answer: 'cleared' }))
      .thenRejected('another-customer', 'CV-22'));
});
