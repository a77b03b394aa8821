import { billPaid, device, lineAdded, opened, plan, times, type Told } from './facts.js';
import { afterFacts } from './story.js';

/** The value number when these facts have been told. */
export const valueAfter = (...all: readonly Told[]) => afterFacts(all).customer.value;
/** Every change of the number, in order. */
export const changes = (all: readonly Told[]) =>
  afterFacts(all).events.filter((event) => event.type === 'ValueChanged');
/** Why the number changed last. */
export const lastReasons = (all: readonly Told[]) => changes(all).at(-1)?.data.reasons;

/** Six bills on time: 2. */
export const good = [opened(), ...times(6, (index) => billPaid(index))];
/** Everything that can be earned: 3. */
export const best = [
  ...good,
  lineAdded('line-1'),
  plan('order-1', 12_000),
  device('order-2', 90_000),
  lineAdded('line-2'),
  lineAdded('line-3'),
  lineAdded('line-4'),
  ...times(4, (index) => billPaid(6 + index)),
];
