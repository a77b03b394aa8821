import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CustomerAsOfV1, CustomerV1, ExplainedValueV1, messageType } from '@tierline/contracts';
import type { Instant } from '@tierline/kernel';
import { validated } from '@tierline/platform';
import { openDesk, type OpenDesk } from '../testing/open-desk.js';
import {
  classified,
  commitment,
  complaint,
  device,
  fault,
  grandfathered,
  line,
  lineEnded,
  onTime,
  opened,
  paid,
  rating,
  usage,
  usd,
} from '../testing/told.js';

const contracts = {
  customer: messageType('Customer', 1, CustomerV1),
  asOf: messageType('CustomerAsOf', 1, CustomerAsOfV1),
  explained: messageType('ExplainedValue', 1, ExplainedValueV1),
};

let desk: OpenDesk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.stop());

const hour = (number: number) => `2026-03-02T${String(number).padStart(2, '0')}:00:00.000Z` as Instant;
const complain = (customerId: string, complaintId: string, credit = {}) =>
  desk.post('tier1-agent', `/${customerId}/complaints`, {
    complaintId,
    category: 'billing',
    madeOn: '2026-03-01',
    ...credit,
  });

describe('a complaint at the desk', () => {
  it('CV-06: lowers nothing without a credit, and the second credit of a year does', async () => {
    await desk.tells('ann', opened(), ...onTime(6));
    await complain('ann', 'c1');
    await complain('ann', 'c2', { credit: usd(1_000) });
    expect((await desk.get('tier1-agent', '/ann')).body).toMatchObject({ value: 2 });
    expect((await complain('ann', 'c3', { credit: usd(1_000) })).body).toMatchObject({ outcome: 'accepted' });
    expect((await desk.get('tier1-agent', '/ann')).body).toMatchObject({ value: 1 });
  });

  it('CV-22: is kept once, and refused when it says another thing', async () => {
    await complain('bob', 'c1');
    expect((await complain('bob', 'c1')).body).toMatchObject({ outcome: 'no-effect' });
    expect(await complain('bob', 'c1', { credit: usd(1) })).toMatchObject({
      ...{ status: 409, body: { reason: 'fact-contradicts-recorded', rule: 'CV-22' } },
    });
  });
});

describe('a customer as the desk sees them', () => {
  it('CV-01: shows value, attitude, class and holdings, in whatever order they were told, and nothing of who they are', async () => {
    const all = [
      opened(),
      grandfathered,
      device(20_000),
      line('line-1'),
      commitment,
      lineEnded,
      rating('good', undefined, 'cid'),
    ];
    await desk.tells('cid', ...all.toReversed(), classified({ class: 'small-business' }));
    const { status, body, headers } = await desk.get('store-clerk', '/cid');
    expect(status).toBe(200);
    expect(() => validated(contracts.customer, body)).not.toThrow();
    expect(headers.get('etag')).toBe(`"${String(body['stateRevision'])}"`);
    expect(body).toMatchObject({
      ...{ customerId: 'cid', value: 4, attitude: 'good', openedOn: '2024-01-02', zone: 'America/New_York' },
      ...{ classified: { account: { class: 'small-business' } }, review: 'none', openFlags: [] },
      lines: expect.arrayContaining([
        {
          ...{ lineId: 'line-1', addedOn: '2024-01-02' },
          plan: {
            ...{ plan: 'unlimited-2009', data: 'grandfathered-unlimited', orderId: 'plan-3000' },
            ...{ monthly: usd(3_000), takenOn: '2024-01-02' },
          },
          devices: [{ equipment: 'smartphone', price: usd(20_000), takenOn: '2024-01-02' }],
          commitment: { commitmentId: 'commitment-1', begunOn: '2025-03-02', months: 24, equipment: 'smartphone' },
        },
        { lineId: 'line-2', endedOn: '2025-03-01', devices: [] },
      ]),
    });
  });

  it('is not found while nothing is known of them', async () => {
    expect((await desk.get('tier1-agent', '/nobody')).status).toBe(404);
    expect((await desk.get('supervisor', '/nobody/state')).status).toBe(404);
    expect((await desk.get('supervisor', '/nobody/explanation')).status).toBe(404);
  });

  it('CV-21: is listed while a flag is open, which says unusual use and nothing else', async () => {
    for (const month of ['2025-10', '2025-11', '2025-12'])
      await desk.tells('dan', [usage(month)[0], { ...usage(month)[1], customerId: 'dan' }]);
    await desk.tells('dan', [usage('2026-01')[0], { ...usage('2026-01', 900_000)[1], customerId: 'dan' }]);
    await desk.followUp();
    const open = () => desk.get('supervisor', '?review=open');
    expect((await open()).body).toMatchObject({
      items: [
        {
          ...{ customerId: 'dan', review: 'open' },
          openFlags: [
            { flagId: 'line-of-dan:2026-01', flag: 'unusual-usage', lineId: 'line-of-dan', period: '2026-01' },
          ],
        },
      ],
    });
    await desk.tells('dan', ['AnswerUsageReview', { flagId: 'line-of-dan:2026-01', answer: 'confirmed' }]);
    expect((await open()).body).toEqual({ items: [] });
  });
});

/** Six bills at ten o'clock, two credits at eleven, and at twelve one of them turns out to be for a fault. */
async function aDay(customerId: string): Promise<void> {
  const at = (number: number) => ({ subject: customerId, at: hour(number) });
  for (const [type, body] of [opened(), ...onTime(6)]) await desk.request(type, body, at(10));
  for (const id of ['c1', 'c2']) await desk.request(...complaint(id, 2_000), at(11));
  await desk.request(...fault('c1', customerId), at(12));
}

describe('the past of a customer', () => {
  it('CV-22: is as it was at each moment, and knows nothing that was told later', async () => {
    await aDay('eve');
    const state = async (until: string) => (await desk.get('qa-auditor', `/eve/state?until=${until}`)).body;
    expect(await state(hour(10))).toMatchObject({ state: { value: 2 } });
    expect(await state(hour(11))).toMatchObject({ state: { value: 1 } });
    const now = await state(hour(12));
    expect(() => validated(contracts.asOf, now)).not.toThrow();
    expect(now).toMatchObject({ state: { value: 2 } });
    const facts = async (until: string) => ((await state(until)) as { facts: { fact: string; id: string }[] }).facts;
    expect((await facts(hour(11))).map(({ fact }) => fact)).not.toContain('FaultVerified');
    expect((await facts(hour(12))).at(-1)).toMatchObject({ fact: 'FaultVerified', id: 'c1', revision: 11 });
    expect((await desk.get('qa-auditor', `/eve/state?until=${hour(9)}`)).status).toBe(404);
  });

  it('CV-22, CV-23: explains each step of the number with its facts, rules and policy', async () => {
    await aDay('fay');
    const { body } = await desk.get('supervisor', '/fay/explanation');
    expect(() => validated(contracts.explained, body)).not.toThrow();
    expect(body).toMatchObject({
      value: 2,
      steps: [
        { from: 0, to: 2, reasons: [{ cause: 'merit', rules: ['CV-02', 'CV-08'] }] },
        {
          ...{ from: 2, to: 1, policy: expect.stringMatching(/^customer-value@1 [0-9a-f]{64}$/) },
          reasons: [
            {
              cause: 'credits-won',
              facts: [
                { fact: 'ComplaintMade', id: 'c1' },
                { fact: 'ComplaintMade', id: 'c2' },
              ],
            },
          ],
        },
        { from: 1, to: 2, reasons: [{ cause: 'credit-taken-back', rules: ['CV-06', 'CV-23'] }] },
      ],
    });
    const before = await desk.get('supervisor', `/fay/explanation?until=${hour(10)}`);
    expect(before.body).toMatchObject({ value: 2, steps: [{ to: 2 }] });
  });

  it('CV-22: says how many more bills on time are enough, and one less is not', async () => {
    await desk.tells('gus', opened(), ...onTime(3));
    const { counterfactuals } = (await desk.get('supervisor', '/gus/explanation')).body as {
      readonly counterfactuals?: readonly object[];
    };
    expect(counterfactuals).toContainEqual({ kind: 'bills-on-time', count: 3, to: 2 });
    await desk.tells('gus', paid(4), paid(5));
    expect((await desk.get('tier1-agent', '/gus')).body).toMatchObject({ value: 0 });
    await desk.tells('gus', paid(6));
    expect((await desk.get('tier1-agent', '/gus')).body).toMatchObject({ value: 2 });
  });

  it('is recomputed, and asking for it stores nothing', async () => {
    await aDay('hal');
    const before = structuredClone([...desk.store.streams]);
    for (const path of ['/hal/explanation', '/hal/state', '/hal/concessions/x/explanation'])
      expect((await desk.get('supervisor', path)).body).toEqual((await desk.get('supervisor', path)).body);
    expect([...desk.store.streams]).toEqual(before);
  });
});
