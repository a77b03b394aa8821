import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConcessionV1, ExplainedCustomerDecisionV1, messageType } from '@tierline/contracts';
import { validated } from '@tierline/platform';
import { openDesk, type OpenDesk } from '../testing/open-desk.js';
import { onTime, opened, threat, usage, usd } from '../testing/told.js';

const contract = messageType('Concession', 1, ConcessionV1);
const explained = messageType('ExplainedCustomerDecision', 1, ExplainedCustomerDecisionV1);

let desk: OpenDesk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.stop());

const wish = (amountMinor: number, kind = 'credit') => ({
  ...{ concessionId: 'concession-1', kind, requested: usd(amountMinor) },
});
const otherwise = (amountMinor: number) => ({ amount: usd(amountMinor), reason: 'loyalty' });
/** Somebody of value 2, who can be given 21.00 as a credit. */
const regular = (customerId: string) => desk.tells(customerId, opened(), ...onTime(6));
const items = (body: object) => (body as { readonly items: readonly object[] }).items;

describe('a concession that is asked for at the desk', () => {
  it('CV-09: is granted within authority, and the answer says that it is discretionary, and what it rests on', async () => {
    await regular('ann');
    const { status, body, headers } = await desk.post('tier1-agent', '/ann/concessions', wish(800));
    expect(status).toBe(200);
    expect(body).toMatchObject({ outcome: 'accepted', subject: 'ann', repeated: false });
    expect(headers.get('etag')).toBe(`"${String(body['stateRevision'])}"`);
    expect(() => validated(contract, body['answer'])).not.toThrow();
    expect(body['answer']).toMatchObject({
      ...{
        outcome: 'discretionary',
        decision: 'granted',
        granted: usd(800),
        policyVersion: 1,
        rules: ['CV-09', 'CV-11'],
      },
      share: { byPolicyMinor: 800, bySupervisorMinor: 0 },
      terms: { value: 2, attitude: 'neutral', effort: 'standard', availableMinor: 2_100 },
    });
  });

  it('RT-01: is denied beyond authority, says who may, and is granted when they are asked', async () => {
    await regular('bob');
    const first = await desk.post('tier1-agent', '/bob/concessions', wish(1_500));
    expect(first.body['answer']).toMatchObject({
      ...{ decision: 'denied', rules: ['RT-01'], denial: { reason: 'beyond-authority', neededRole: 'tier2-agent' } },
    });
    expect(first.body['answer']).not.toHaveProperty('granted');
    const second = await desk.post('tier2-agent', '/bob/concessions', wish(1_500));
    expect(second.body['answer']).toMatchObject({ decision: 'granted', granted: usd(1_500) });
  });

  it('CV-11: is no larger for a threat to leave', async () => {
    await regular('cid');
    await regular('dan');
    await desk.tells('dan', [threat[0], { ...threat[1], customerId: 'dan' }]);
    const [calm, threatening] = await Promise.all(
      ['cid', 'dan'].map(
        async (who) => (await desk.post('supervisor', `/${who}/concessions`, wish(9_000))).body['answer'],
      ),
    );
    expect((threatening as { readonly granted: object }).granted).toEqual(usd(2_100));
    expect((calm as { readonly granted: object }).granted).toEqual(usd(2_100));
  });

  it('CV-21: is refused with the rule while a flag is open, and decided when it is closed', async () => {
    await regular('eve');
    for (const month of ['2025-10', '2025-11', '2025-12'])
      await desk.tells('eve', [usage(month)[0], { ...usage(month)[1], customerId: 'eve' }]);
    await desk.tells('eve', [usage('2026-01')[0], { ...usage('2026-01', 900_000)[1], customerId: 'eve' }]);
    await desk.followUp();
    const paused = await desk.post('supervisor', '/eve/concessions', wish(500));
    expect(paused).toMatchObject({ status: 409, body: { reason: 'paused-for-review', rule: 'CV-21' } });
    expect(paused.body['type']).toBe('urn:tierline:problem:refused');
    await desk.tells('eve', ['AnswerUsageReview', { flagId: 'line-of-eve:2026-01', answer: 'cleared' }]);
    expect((await desk.post('supervisor', '/eve/concessions', wish(500))).status).toBe(200);
  });

  it('gives the same answer to the same request, also when it was decided again since', async () => {
    await regular('fay');
    const key = { 'idempotency-key': 'key-1' };
    const first = await desk.post('tier1-agent', '/fay/concessions', wish(1_500), key);
    await desk.post('tier2-agent', '/fay/concessions', wish(1_500));
    const again = await desk.post('tier1-agent', '/fay/concessions', wish(1_500), key);
    expect(again.body).toEqual({ ...first.body, repeated: true });
    const other = await desk.post('tier1-agent', '/fay/concessions', wish(1_400), key);
    expect(other).toMatchObject({ status: 422, body: { type: 'urn:tierline:problem:command-id-reused' } });
  });

  it('is refused when the customer has changed since the desk saw them, and not found for a customer whom nobody knows', async () => {
    await regular('gus');
    const stale = await desk.post('tier1-agent', '/gus/concessions', wish(800), { 'if-match': '"0"' });
    expect(stale.status).toBe(412);
    expect((await desk.post('tier1-agent', '/nobody/concessions', wish(800))).status).toBe(404);
    const fresh = await desk.post('tier1-agent', '/gus/concessions', wish(800), {
      'if-match': stale.headers.get('etag') ?? '',
    });
    expect(fresh.status).toBe(200);
  });

  it.each([
    ['nothing', { ...wish(0) }, 409, 'nothing-requested'],
    [
      'another currency',
      { ...wish(800), requested: { amountMinor: 800, currency: 'EUR' } },
      409,
      'currency-not-of-policy',
    ],
  ])('CV-09: is refused for %s, by its rule', async (_, body, status, reason) => {
    await regular(`hal-${reason}`);
    expect(await desk.post('tier1-agent', `/hal-${reason}/concessions`, body)).toMatchObject({
      status,
      body: { reason },
    });
  });

  it('CV-09: takes no value number, and no outcome, from whoever asks', async () => {
    const { status, body } = await desk.post('supervisor', '/ann/concessions', {
      ...wish(800),
      value: 5,
      outcome: 'entitled',
    });
    expect(status).toBe(422);
    expect((body['violations'] as { field: string }[]).map(({ field }) => field).toSorted()).toEqual([
      'outcome',
      'value',
    ]);
  });
});

describe('a decision otherwise', () => {
  it('CV-09: is a supervisor’s within bounds, and the answer says how much of it is their own discretion', async () => {
    await regular('ida');
    await desk.post('tier2-agent', '/ida/concessions', wish(1_500));
    const path = '/ida/concessions/concession-1/decision-otherwise';
    expect((await desk.post('tier2-agent', path, otherwise(900))).status).toBe(403);
    const { body } = await desk.post('supervisor', path, otherwise(900));
    expect(() => validated(contract, body['answer'])).not.toThrow();
    expect(body['answer']).toMatchObject({
      ...{ decision: 'otherwise', granted: usd(900), discretion: { reason: 'loyalty', decidedBy: 'ada' } },
      share: { byPolicyMinor: 1_500, bySupervisorMinor: -600 },
    });
    const beyond = await desk.post('supervisor', path, otherwise(100));
    expect(beyond).toMatchObject({ status: 409, body: { reason: 'beyond-discretion', rule: 'CV-09' } });
  });

  it('CV-09: is refused for what nobody has asked for', async () => {
    await regular('jim');
    const reply = await desk.post('supervisor', '/jim/concessions/no-such/decision-otherwise', otherwise(900));
    expect(reply).toMatchObject({ status: 409, body: { reason: 'concession-unknown' } });
  });
});

describe('what was decided', () => {
  it('is listed for its customer alone, page by page, and by how it was decided', async () => {
    await regular('kim');
    for (const id of ['c', 'a', 'b']) {
      const amountMinor = id === 'b' ? 1_500 : 500;
      await desk.post('tier1-agent', '/kim/concessions', { ...wish(amountMinor), concessionId: id });
    }
    const first = await desk.get('tier1-agent', '/kim/concessions?limit=2');
    expect(items(first.body)).toMatchObject([{ concessionId: 'a' }, { concessionId: 'b' }]);
    const next = await desk.get('tier1-agent', `/kim/concessions?limit=2&cursor=${String(first.body['next'])}`);
    expect(items(next.body)).toMatchObject([{ concessionId: 'c' }]);
    expect(next.body).not.toHaveProperty('next');
    const denied = await desk.get('tier1-agent', '/kim/concessions?decision=denied');
    expect(items(denied.body)).toMatchObject([{ concessionId: 'b', customerId: 'kim' }]);
    expect(items((await desk.get('tier1-agent', '/nobody/concessions')).body)).toEqual([]);
  });

  it('CV-22: is explained with policy, and with what would have had to be different, which then is enough', async () => {
    await regular('lea');
    await desk.post('tier1-agent', '/lea/concessions', wish(1_500));
    const told = await desk.get('supervisor', '/lea/concessions/concession-1/explanation');
    for (const item of items(told.body)) expect(() => validated(explained, item)).not.toThrow();
    expect(items(told.body)).toMatchObject([
      {
        ...{ command: 'DecideConcession', outcome: 'accepted', rules: ['RT-01'] },
        policy: expect.stringMatching(/^customer-value@1 [0-9a-f]{64}$/),
        counterfactuals: [
          { kind: 'role', to: 'tier2-agent' },
          { kind: 'requested', atMostMinor: 1_000 },
        ],
      },
    ]);
    const enough = { ...wish(1_000), concessionId: 'concession-2' };
    expect((await desk.post('tier1-agent', '/lea/concessions', enough)).body['answer']).toMatchObject({
      decision: 'granted',
    });
    expect((await desk.post('tier2-agent', '/lea/concessions', wish(1_100))).status).toBe(409);
  });
});
