import { customerValueTopics } from '@tierline/contracts';
import { fact, type Reply, type Story, type World } from '../story.js';
import { customerDesk } from './customer-desk.js';
import { customerEvents, streamOfCustomer, toldCustomer, usd } from './customer-steps.js';
import { monthsAgo } from './days.js';

const { ingress, outcomes } = customerValueTopics;
const USUAL = [2_100, 1_900, 2_300, 2_000];
const UNUSUAL = 60_000;
const MONTH_LENGTH = 'yyyy-mm'.length;
/** What nothing may ever say that a customer does (CV-20). */
export const ASSERTED = /tether/i;

/** Story B8: unusual use of data is flagged and reviewed; meanwhile discretion pauses, and what is owed is given. */
export const unusualUsage: Story = {
  id: 'B8',
  title: 'A month of unusual data use',
  play: async (world, tell) => {
    const customer = toldCustomer(world);
    const { customerId } = customer;
    const stream = streamOfCustomer(customerId);
    const replies: Reply[] = [];
    const { post } = customerDesk(world, world.desk('tier2-agent', 'Ada', 'customer-value'), customerId);
    const askForCredit = async (): Promise<Reply> => {
      const wish = { concessionId: world.newId(), kind: 'credit', requested: usd(8) };
      const reply = await post('concessions', wish);
      replies.push(reply);
      return reply;
    };

    await customer.opens();
    await reportUsage(world, customerId);
    const { flagId, flag } = await world.published(customerEvents, customerId, 'UsageFlagRaised');
    fact(flag === 'unusual-usage', `the flag says unusual usage, but says ${String(flag)}`);
    tell({
      who: 'Tierline',
      what: 'flags a month far above what the line and its plan use',
      event: 'UsageFlagRaised',
      rules: ['CV-20', 'CV-21'],
    });

    const paused = await askForCredit();
    const isPaused = paused.status === 409 && paused.body['rule'] === 'CV-21';
    fact(isPaused, `discretion pauses, but answered ${String(paused.status)} ${JSON.stringify(paused.body)}`);
    await world.stored(stream, 'CommandRefused', { reason: 'paused-for-review' });
    tell({
      who: 'Ada, tier 2',
      what: 'asks for a credit meanwhile: paused',
      event: 'CommandRefused',
      rules: ['CV-21'],
    });

    const billId = await customer.isOverbilled(90, 45);
    const given = { claimId: billId, outcome: 'entitled', decision: 'granted', granted: usd(45) };
    await world.published(customerEvents, null, 'EntitlementDecided', given);
    tell({
      who: 'billing',
      what: 'finds that 45.00 too much was billed: given back all the same',
      event: 'EntitlementDecided',
      rules: ['CV-21', 'RT-14'],
    });

    const reviews = world.sender(ingress['usage-reviews'].topic, '/fraud-and-abuse');
    const answered = await world.outcome(
      outcomes.topic,
      await reviews.send('AnswerUsageReview', customerId, { flagId, answer: 'cleared' }),
    );
    fact(answered['outcome'] === 'accepted', `the answer is kept, but the outcome is ${JSON.stringify(answered)}`);
    await world.published(customerEvents, customerId, 'UsageFlagClosed', { flagId, answer: 'cleared' });
    tell({ who: 'fraud & abuse', what: 'has looked at it: cleared', event: 'UsageFlagClosed', rules: ['CV-21'] });

    const decided = await askForCredit();
    fact(decided.status < 300, `discretion goes on, but answered ${String(decided.status)}`);
    await world.published(customerEvents, customerId, 'ConcessionDecided', { decision: 'granted' });
    tell({ who: 'Ada, tier 2', what: 'asks again: a credit is given', event: 'ConcessionDecided', rules: ['CV-09'] });

    await nothingAsserts(world, stream, replies);
    tell({ who: 'Tierline', what: 'has said nowhere what the data was for', rules: ['CV-20'] });
  },
};

/** What a line has used month by month, the last one unusually much. */
async function reportUsage(world: World, customerId: string): Promise<void> {
  const usage = world.sender(ingress.usage.topic, '/usage');
  const lineId = `line-${world.newId()}`;
  const quantiles = { p95: 6_000, p99: 9_000 };
  for (const [index, megabytes] of [...USUAL, UNUSUAL].entries()) {
    const period = monthsAgo(USUAL.length - index + 1).slice(0, MONTH_LENGTH);
    const report = { customerId, period, megabytes, plan: 'family-5gb', quantiles };
    const told = await world.outcome(outcomes.topic, await usage.send('ReportUsage', lineId, report));
    fact(told['outcome'] === 'accepted', `the use of ${period} is kept, but the outcome is ${JSON.stringify(told)}`);
  }
}

/** Looks through everything of this story that anybody can see. */
async function nothingAsserts(world: World, stream: string, replies: readonly Reply[]): Promise<void> {
  const topics = [customerEvents, outcomes.topic].flatMap((topic) => world.seen(topic));
  const said = JSON.stringify([await world.history(stream), topics, replies.map(({ body }) => body)]);
  fact(!ASSERTED.test(said), 'no event, topic or answer asserts what the data was for');
}
