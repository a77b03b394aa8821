import { expect, it } from '@jest/globals';
import { attitudeOf, commitmentsOf, currentCommitments } from '@tierline/customer-value';
import type { LocalDate } from '@tierline/kernel';
import { foldedView } from '@tierline/platform/testing';
import fc from 'fast-check';
import { service } from '../testing/service.js';
import * as told from '../testing/told.js';
import { tell, type Told } from '../testing/told.js';
import { customersView, type CustomerView } from './customers.view.js';

/** When every commitment has begun. */
const LAST_DAY = '9999-12-31' as LocalDate;

const all: readonly Told[] = [
  ...[told.opened(), told.plan(4_500), told.plan(9_000, { takenOn: '2025-05-05' }), told.grandfathered],
  ...[told.device(20_000), told.device(60_000), told.line('line-1'), told.line('line-2'), told.lineEnded],
  ...[told.classified({ class: 'consumer' }), told.classified({ class: 'small-business' }, '2025-06-01')],
  ...[told.commitment, told.renewal, told.rating('bad', '2025-02-01T10:00:00.000Z'), told.rating('good')],
  ...told.onTime(3),
];

/** What is shown, without what tells of the order in which it came. */
function shown({ changedAt: _, stateRevision: __, value: ___, lines, ...customer }: CustomerView) {
  const byId = lines.toSorted((one, other) => (one.lineId < other.lineId ? -1 : 1));
  const byPrice = byId.map(({ devices, ...line }) => ({
    ...line,
    devices: devices.toSorted((one, other) => one.price.amountMinor - other.price.amountMinor),
  }));
  return { ...customer, lines: byPrice };
}

const toldInOrder = async (facts: readonly Told[]) => {
  const found = await tell(service(), ...facts);
  const view = foldedView(found.store, customersView).get('cleo');
  if (!view) throw new Error('nothing is shown of cleo');
  return { view, customer: await found.customer() };
};

it('CV-22: shows of a customer what decisions rest on, in whatever order facts have come', async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...all], { minLength: 1 }), async (facts) => {
      const { view, customer } = await toldInOrder(facts);
      expect(view.value).toBe(customer.value);
      expect(view.attitude ?? null).toBe(attitudeOf(customer));
      const held = view.lines
        .filter(({ endedOn }) => endedOn === undefined)
        .flatMap(({ commitment }) => (commitment ? [commitment.commitmentId] : []));
      const current = currentCommitments(commitmentsOf(customer, LAST_DAY), LAST_DAY).map(
        ({ commitmentId }) => commitmentId,
      );
      expect(held).toEqual(current);
    }),
    { numRuns: 60 },
  );
});

it('CV-22: shows the same of the same facts in every order, but for plans of one day', async () => {
  const { view: first } = await toldInOrder(all.filter((fact) => fact !== told.grandfathered));
  const distinct = all.filter((fact) => fact !== told.grandfathered);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...distinct], { minLength: distinct.length }), async (facts) => {
      expect(shown((await toldInOrder(facts)).view)).toEqual(shown(first));
    }),
    { numRuns: 40 },
  );
});
