import { describe, expect, it } from '@jest/globals';
import { parseCustomerValuePolicy, CUSTOMER, type CustomerId, type RecordFact } from '@tierline/customer-value';
import { streamName, type CommandId, type EventMetadata, type Instant, type StoredEvent } from '@tierline/kernel';
import { memoryStore, someCircumstances } from '@tierline/kernel/testing';
import { digest, readPolicies } from '@tierline/platform';
import fc from 'fast-check';
import { customersAt } from '../facts/customer-at.js';
import { aggregates } from '../aggregates.js';
import { publishedEvent } from './publish.js';

const folder = new URL('../../../../libs/customer-value/policies/', import.meta.url);
const policies = readPolicies(folder, 'customer-value', parseCustomerValuePolicy);
const customerId = 'cleo' as CustomerId;
const moment = (second: number) => `2026-03-02T10:00:${String(second).padStart(2, '0')}.000Z`;

type Fact = readonly [type: RecordFact['type'], data: object, second: number];
const opened = (second: number): Fact => ['RecordCustomerOpened', { openedOn: '2026-01-02', zone: 'UTC' }, second];
const classified = (account: string, second: number): Fact => [
  'RecordAccountClassified',
  { classificationId: `class-${String(second)}`, account: { class: account }, asOf: `2026-01-${String(second + 10)}` },
  second,
];
const rated = (attitude: string, second: number, ratedAt = moment(second)): Fact => [
  'RecordAttitudeRated',
  { ratingId: `rating-${String(second)}`, attitude, ratedBy: 'ada', ratedFrom: 'call-1', ratedAt },
  second,
];

/** What is published of the standing of a customer of whom some facts were told, in their order. */
async function published(...facts: readonly Fact[]) {
  const store = memoryStore();
  const of = aggregates({ store, digest, policies, build: 'b1' });
  for (const [index, [type, data, second]] of facts.entries()) {
    const id = `00000000-0000-5000-8000-${String(index).padStart(12, '0')}` as CommandId;
    const command = { type, data: { customerId, ...data } } as Parameters<typeof of.heard>[0];
    const how = { id, at: moment(second) as Instant, actor: someCircumstances.actor };
    expect(await of.heard({ ...command, ...how }, { correlationId: 'case' })).toMatchObject({ outcome: 'accepted' });
  }
  const publish = publishedEvent(customersAt(store), policies);
  const events = (await store.read(streamName(CUSTOMER, customerId))) as readonly StoredEvent<EventMetadata>[];
  const messages = await Promise.all(events.map((event) => publish(event)));
  return messages.filter((message) => message !== undefined);
}

describe('the standing of a customer', () => {
  it('CV-01: is told once the account is open, though nothing has moved the number', async () => {
    const standing = { customerId, value: 0, attitude: 'neutral', asOf: moment(1) };
    expect(await published(opened(1))).toEqual([{ type: 'CustomerStandingChanged', data: standing }]);
  });

  it('CV-01: is told as it is then, when other facts came before the opening', async () => {
    expect(await published(classified('small-business', 1), opened(2))).toMatchObject([
      { type: 'ValueChanged', data: { from: 0, to: 4, attitude: 'neutral', asOf: moment(1) } },
      { type: 'CustomerStandingChanged', data: { value: 4, asOf: moment(2) } },
    ]);
  });

  it('CV-22: is told with the attitude of the same moment when the number moves', async () => {
    const [, , moved] = await published(opened(1), rated('good', 2), classified('small-business', 3), rated('bad', 4));
    expect(moved).toMatchObject({ type: 'ValueChanged', data: { to: 4, attitude: 'good', asOf: moment(3) } });
  });

  it('is told when the attitude alone is another one, and not when a rating leaves it as it is', async () => {
    const ratings = [rated('neutral', 1), rated('bad', 2), rated('bad', 3), rated('good', 4, moment(0))];
    expect(await published(...ratings)).toEqual([
      { type: 'CustomerStandingChanged', data: { customerId, value: 0, attitude: 'bad', asOf: moment(2) } },
    ]);
  });

  it('is never told as of a moment before one that it was told of, whatever the clocks of replicas say', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 59 }), { minLength: 1, maxLength: 6 }), async (seconds) => {
        const facts = seconds.map((second, index): Fact => {
          const account = index % 2 === 0 ? 'small-business' : 'consumer';
          const [type, data] = classified(account, index);
          return [type, data, second];
        });
        const told = (await published(...facts)).map(({ data }) => (data as { readonly asOf: string }).asOf);
        expect(told).toEqual(told.toSorted());
        expect(told).toEqual(seconds.map((_, index) => moment(Math.max(...seconds.slice(0, index + 1)))));
      }),
      { numRuns: 40 },
    ));
});
