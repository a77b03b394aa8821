import { addDays } from '@tierline/kernel';
import fc from 'fast-check';
import type { AccountClass } from '../customer-facts.events.js';
import { account, billPaid, complaint, device, faultVerified, lineAdded, lineEnded, plan, type Told } from './facts.js';
import { day, usd } from './fixtures.js';

const lines = fc.constantFrom('line-1', 'line-2', 'line-3', 'line-4', 'line-5');
const amounts = fc.constantFrom(0, 3_000, 4_000, 7_500, 10_000, 20_000, 50_000, 80_000, 120_000);
const days = fc.integer({ min: 0, max: 900 }).map((number) => addDays(day('2024-01-01'), number));
const classes: fc.Arbitrary<AccountClass> = fc.oneof(
  fc.constant<AccountClass>({ class: 'consumer' }),
  fc.constant<AccountClass>({ class: 'small-business' }),
  fc
    .constantFrom(0, 10_000_000, 10_000_001)
    .map((spend): AccountClass => ({ class: 'corporate', yearlySpend: usd(spend) })),
);

/** What a history is made of. Its ids come of its place, so that each fact is told once. */
type Draft = (index: number) => Told;

const draft: fc.Arbitrary<Draft> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(0, 0, 0, 0, 6).map(
      (late): Draft =>
        (index) =>
          billPaid(index, late),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.boolean(), days).map(
      ([won, on]): Draft =>
        (index) =>
          complaint(`c${index}`, won ? 2_000 : null, on),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(amounts, lines, days).map(
      ([price, line, takenOn]): Draft =>
        (index) =>
          plan(`plan-${index}`, price, { lineId: line as never, takenOn }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(amounts, lines).map(
      ([price, line]): Draft =>
        (index) =>
          device(`device-${index}`, price, line as never),
    ),
  },
  {
    weight: 2,
    arbitrary: lines.map(
      (line): Draft =>
        () =>
          lineAdded(line),
    ),
  },
  {
    weight: 1,
    arbitrary: lines.map(
      (line): Draft =>
        () =>
          lineEnded(line),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.nat(30).map(
      (of): Draft =>
        () =>
          faultVerified(`c${of}`),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(classes, days).map(
      ([each, on]): Draft =>
        (index) =>
          account(`class-${index}`, each, on),
    ),
  },
);

/** Histories of a customer: bills, plans, devices, lines, complaints, verified faults and classes, in any order. */
export const histories: fc.Arbitrary<readonly Told[]> = fc
  .array(draft, { maxLength: 40 })
  .map((drafts) => drafts.map((each, index) => each(index)));

/** Histories of which some place is marked. */
export const markedHistories = histories.chain((history) => fc.tuple(fc.constant(history), fc.nat(history.length)));
