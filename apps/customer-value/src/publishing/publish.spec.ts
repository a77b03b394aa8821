import { describe, expect, it } from '@jest/globals';
import { customerValueEvents, type MessageType } from '@tierline/contracts';
import { CUSTOMER_VALUE_EVENTS } from '@tierline/customer-value';
import type { EventMetadata, StoredEvent } from '@tierline/kernel';
import { validated } from '@tierline/platform';
import { customersAt } from '../facts/customer-at.js';
import { policies } from '../testing/policies.js';
import { ada, fraud, sam, service } from '../testing/service.js';
import * as told from '../testing/told.js';
import { onTime, rating, tell, usd, usage } from '../testing/told.js';
import { publishedEvent } from './publish.js';

const contracts: readonly MessageType[] = Object.values(customerValueEvents);
const at = '2026-03-02T10:00:00.000Z';

/** A history in which everything is stored that is published. */
async function everything() {
  const found = await tell(service(), told.opened(), told.grandfathered, ...onTime(6), rating('good'));
  const desk = (type: string, body: object, actor = ada) => found.request(type, body, { actor });
  await desk(...told.asksCredit(900));
  await desk(...told.asksCredit(90_000, 'concession-2'));
  await desk('DecideConcessionOtherwise', { ...told.otherwise(900)[1], remark: 'A friend of the house.' }, sam);
  await desk(...told.offer);
  for (const each of ['DiscloseForfeiture', 'ConsentToForfeiture', 'AcceptOffer']) await desk(...told.step(each));
  await tell(found, told.billedTooMuch, told.fault('c9'));
  const months = ['2025-10', '2025-11', '2025-12', '2026-01'];
  await tell(found, ...months.map((each) => usage(each)), usage('2026-02', 90_000));
  await found.followUp();
  await found.request('AnswerUsageReview', { flagId: 'line-1:2026-02', answer: 'cleared' }, { actor: fraud });
  return found;
}

describe('what customer value publishes', () => {
  it('CV-22: is every event of its contract, each valid, and of its customer', async () => {
    const published = await (await everything()).published();
    expect(new Set(published.map(({ type }) => type))).toEqual(new Set(contracts.map(({ name }) => name)));
    for (const { type, data } of published) {
      const contract = contracts.find(({ name }) => name === type);
      if (!contract) throw new Error(`${type} has no contract`);
      expect(() => validated(contract, data)).not.toThrow();
      expect(data.customerId).toBe('cleo');
    }
  });

  it('CV-20: asserts nothing of what data was used for, and tells no remark, sealed or not', async () => {
    const found = await everything();
    const stored = JSON.stringify(found.stored().map(({ data }) => data));
    const published = JSON.stringify(await found.published());
    for (const text of [stored, published]) expect(text).not.toMatch(/tether|hotspot|friend of the house/i);
    expect(stored).toMatch(/"remark":"sealed1:/);
    expect(published).not.toMatch(/sealed1|remark/);
  });

  it('CV-22: tells a change of the number with its reasons, and with the attitude as of that moment', async () => {
    const found = await tell(service(), rating('bad'), ...onTime(6), rating('good', '2026-02-02T10:00:00.000Z'));
    expect((await found.published()).slice(0, 2)).toEqual([
      { type: 'CustomerStandingChanged', data: { customerId: 'cleo', value: 0, attitude: 'bad', asOf: at } },
      {
        type: 'ValueChanged',
        data: {
          ...{ customerId: 'cleo', from: 0, to: 2, attitude: 'bad', asOf: at, policyVersion: 1 },
          reasons: [
            {
              cause: 'merit',
              facts: [1, 2, 3, 4, 5, 6].map((each) => ({ fact: 'BillPaid', id: `bill-${String(each)}` })),
            },
          ],
        },
      },
    ]);
  });

  it('RT-21: tells another attitude once, and a rating that changes nothing not at all', async () => {
    const found = await tell(
      service(),
      rating('neutral', '2026-01-05T00:00:00.000Z'),
      rating('good', '2026-01-06T00:00:00.000Z'),
      rating('good', '2026-01-07T00:00:00.000Z'),
      // Made before the others, and told after them.
      rating('bad', '2026-01-04T00:00:00.000Z'),
    );
    expect((await found.published()).map(({ data }) => data)).toEqual([
      { customerId: 'cleo', value: 0, attitude: 'good', asOf: at },
    ]);
  });

  it('CV-09: tells what was granted, and of a denial no amount', async () => {
    const concessions = (await (await everything()).published()).filter(({ type }) => type === 'ConcessionDecided');
    expect(concessions.map(({ data }) => data)).toEqual([
      {
        customerId: 'cleo',
        concessionId: 'concession-1',
        kind: 'credit',
        outcome: 'discretionary',
        decision: 'granted',
        granted: usd(900),
      },
      {
        customerId: 'cleo',
        concessionId: 'concession-2',
        kind: 'credit',
        outcome: 'discretionary',
        decision: 'granted',
        granted: expect.anything(),
      },
      {
        customerId: 'cleo',
        concessionId: 'concession-1',
        kind: 'credit',
        outcome: 'discretionary',
        decision: 'otherwise',
        granted: usd(900),
      },
    ]);
  });

  it('RT-14: tells what a customer is entitled to, and that they are not', async () => {
    const entitled = (await (await everything()).published()).filter(({ type }) => type === 'EntitlementDecided');
    expect(entitled.map(({ data }) => data)).toEqual([
      {
        customerId: 'cleo',
        claim: 'billing-error',
        claimId: 'bill-1',
        outcome: 'entitled',
        decision: 'granted',
        granted: usd(2_500),
      },
      {
        customerId: 'cleo',
        claim: 'verified-fault',
        claimId: 'c9',
        outcome: 'entitled',
        decision: 'granted',
        granted: usd(300),
      },
    ]);
  });

  it('CV-22: is the same whenever it is asked, also after more has happened', async () => {
    const found = await tell(service(), rating('bad'), ...onTime(6));
    const before = await found.published();
    await tell(found, rating('good', '2026-02-02T10:00:00.000Z'), ...[7, 8].map((month) => told.paid(month, 9)));
    expect((await found.published()).slice(0, before.length)).toEqual(before);
  });
});

describe('publishing', () => {
  const publish = publishedEvent(customersAt(service().store), policies);
  const stored = (type: string, data: object) => ({ type, data }) as StoredEvent<EventMetadata>;

  it('tells nobody that a policy was activated, or a customer forgotten', async () => {
    expect(
      await publish(stored('PolicyActivated', { policy: 'customer-value', version: 2, hash: 'h2', at })),
    ).toBeUndefined();
    expect(await publish(stored('SubjectForgotten', { subject: 'cleo', at }))).toBeUndefined();
  });

  it('stops at an event that nobody has decided about', async () => {
    await expect(publish(stored('Exploded', {}))).rejects.toThrow('nobody has decided');
  });

  it.each(
    Object.keys(CUSTOMER_VALUE_EVENTS).filter(
      (type) =>
        !/^(CustomerOpened|ValueChanged|AttitudeRated|Concession|Entitlement|UsageReview|GrandfatheredPlan)/.test(type),
    ),
  )('tells nobody of %s', async (type) => {
    expect(await publish(stored(type, {}))).toBeUndefined();
  });
});
