import { customerValueTopics } from '@tierline/contracts';
import type { Random } from '@tierline/chance';
import type { KafkaWish, Life } from './lives.js';

const { orders, billing } = customerValueTopics.ingress;
const DAY = '2025-12-15';
const ON_TIME = '2025-12-14T18:00:00.000Z';
const LATE = '2026-01-20T18:00:00.000Z';

/** Makes lives of customers whose numbers move, so that device unlock hears of them. */
export const customerLives = (random: Random) => (): Life => {
  const customerId = random.uuid();
  const facts = random.pick([rises, falls, isOverbilled])(customerId);
  return async ({ kafka }) => {
    // Orders and billing are two systems, and neither waits for the other.
    await Promise.all(
      [orders.topic, billing.topic].map(async (topic) => {
        for (const fact of facts.filter((each) => each.topic === topic)) await kafka(fact);
      }),
    );
  };
};

const money = (amountMinor: number) => ({ amountMinor, currency: 'USD' });
/** An account is opened. */
export const opened = (subject: string): KafkaWish => {
  const data = { openedOn: '2025-01-01', zone: 'America/Chicago' };
  return { topic: orders.topic, type: 'RecordCustomerOpened', subject, data };
};
/** A dear plan is taken. */
export const plan = (subject: string): KafkaWish => {
  const [data, takenOn] = ['metered', '2025-01-01'];
  const taken = { orderId: 'plan', lineId: 'line-1', plan: 'dear', monthly: money(12_000), data, takenOn };
  return { topic: orders.topic, type: 'RecordPlanTaken', subject, data: taken };
};
const paid = (subject: string, number: number, paidAt: string): KafkaWish => {
  const data = { billId: `bill-${String(number)}`, amount: money(5_000), dueOn: DAY, paidAt };
  return { topic: billing.topic, type: 'RecordBillPaid', subject, data };
};

/** A dear plan leads to 2, and bills on time beyond (CV-02). */
const rises = (subject: string): readonly KafkaWish[] => [
  ...[opened(subject), plan(subject)],
  ...Array.from({ length: 4 }, (_, number) => paid(subject, number, ON_TIME)),
];

/** Two late bills lead to 1 (CV-08). */
const falls = (subject: string): readonly KafkaWish[] => [
  ...[opened(subject), plan(subject)],
  ...[paid(subject, 1, ON_TIME), paid(subject, 2, LATE), paid(subject, 3, LATE)],
];

/** What was billed too much is owed, which the service tells itself to decide (CV-09). */
const isOverbilled = (subject: string): readonly KafkaWish[] => {
  const data = { billId: 'bill-1', billed: money(7_000), owed: money(5_000), foundOn: '2026-01-10' };
  return [
    ...[opened(subject), paid(subject, 1, ON_TIME)],
    { topic: billing.topic, type: 'RecordBillingErrorFound', subject, data },
  ];
};
