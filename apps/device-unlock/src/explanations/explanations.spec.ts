import { describe, expect, it } from '@jest/globals';
import { ExplainedDecisionV1, messageType } from '@tierline/contracts';
import { validated } from '@tierline/platform';
import type { Instant } from '@tierline/kernel';
import { account, awaitingProof, licence, receipt, sale, service, subject, travel, wish } from '../testing/service.js';
import { explanations } from './explanations.js';
import { policies } from '../testing/golden-streams.js';

const contract = messageType('ExplainedDecision', 1, ExplainedDecisionV1);

describe('the explanation of a request', () => {
  it('DU-06: tells every field, the facts with their revision, rules, policy, and what would have had to be different', async () => {
    const { request, tell, store } = await awaitingProof();
    await tell('RecordPurchase', sale);
    await request('SubmitProof', { proof: { ...receipt.proof, price: { amountMinor: 1, currency: 'EUR' } } });
    const { items } = await explanations(store, policies, 'activation')(subject, undefined);
    for (const item of items) expect(() => validated(contract, item)).not.toThrow();
    expect(items.at(-1)).toMatchObject({
      command: 'SubmitProof',
      outcome: 'accepted',
      rules: ['DU-03', 'DU-06'],
      policy: expect.stringMatching(/^device-unlock@1 [0-9a-f]{64}$/),
      facts: expect.arrayContaining([
        expect.objectContaining({ name: 'purchase', place: expect.objectContaining({ revision: 0 }) }),
      ]),
      decided: [
        {
          type: 'ProofRefused',
          data: { fields: expect.arrayContaining([expect.objectContaining({ field: 'price' })]) },
        },
      ],
      counterfactuals: [{ kind: 'proof', changes: [expect.objectContaining({ field: 'price' })] }],
    });
  });

  it('tells of any moment what was decided, and known, until then', async () => {
    const { request, store } = await awaitingProof();
    await request('SubmitProof', licence, { at: '2026-03-03T10:00:00.000Z' as Instant });
    const explain = explanations(store, policies, 'activation');
    const until = async (at: string) => (await explain(subject, at)).items.map(({ command }) => command);
    expect(await until('2026-03-02T09:59:59.999Z')).toEqual([]);
    expect(await until('2026-03-02T10:00:00.000Z')).toEqual(['RequestActivationUnlock', 'AnswerCredentials']);
    expect(await until('2026-03-03T10:00:00.000Z')).toHaveLength(3);
  });

  it('DU-12: tells what would have made a journey enough', async () => {
    const { request, tell, store } = service();
    await tell('RecordAccountStanding', { ...account, commitment: 'running' });
    await tell('CustomerStandingChanged', { customerId: 'c1', value: 0, attitude: 'bad', asOf: account.asOf });
    await request('RequestCarrierUnlock', { ...wish, travel });
    const { items } = await explanations(store, policies, 'carrier')(subject, undefined);
    for (const item of items) expect(() => validated(contract, item)).not.toThrow();
    expect(items.at(-1)?.counterfactuals).toEqual([
      { kind: 'entitlement', changes: [{ condition: 'settled' }] },
      { kind: 'discretion', changes: [{ criterion: 'attitude', to: 'good' }] },
    ]);
  });

  it('is recomputed whenever it is asked for, and never stored', async () => {
    const { request, store } = await awaitingProof();
    await request('SubmitProof', licence);
    const before = structuredClone([...store.streams]);
    const explain = explanations(store, policies, 'activation');
    expect(await explain(subject, undefined)).toEqual(await explain(subject, undefined));
    expect([...store.streams]).toEqual(before);
  });

  it('is empty for a request that does not exist', async () => {
    const { store } = service();
    expect((await explanations(store, policies, 'carrier')(subject, undefined)).items).toEqual([]);
  });
});
