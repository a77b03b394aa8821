import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ExplainedCustomerDecisionV1, messageType, TerminationFeeQuoteV1 } from '@tierline/contracts';
import { validated } from '@tierline/platform';
import { openDesk, type OpenDesk } from '../testing/open-desk.js';
import { commitment, opened } from '../testing/told.js';

const contract = messageType('TerminationFeeQuote', 1, TerminationFeeQuoteV1);
const explained = messageType('ExplainedCustomerDecision', 1, ExplainedCustomerDecisionV1);

let desk: OpenDesk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.stop());

const quote = (customerId: string, lineId = 'line-1') =>
  desk.post('tier1-agent', `/${customerId}/termination-fee-quotes`, { lineId });

describe('the quote of a termination fee', () => {
  it('CV-13, CV-16: says fee, formula, full months and policy version', async () => {
    await desk.tells('ann', opened(), commitment);
    const { status, body } = await quote('ann');
    expect(status).toBe(200);
    expect(() => validated(contract, body['answer'])).not.toThrow();
    expect(body['answer']).toMatchObject({
      ...{ lineId: 'line-1', commitmentId: 'commitment-1', on: '2026-03-02', status: 'owed' },
      ...{ feeMinor: 20_500, currency: 'USD', fullMonths: 12, endsOn: '2027-03-02', policyVersion: 1 },
      formula: { equipment: 'specified', baseMinor: 32_500, perFullMonthMinor: 1_000, minimumMinor: 9_500 },
    });
  });

  it('CV-13: is of the day in the zone of the account: in Auckland the month is full a day earlier', async () => {
    const begun = { ...commitment[1], begunOn: '2025-03-03' };
    await desk.tells('bob', opened('Pacific/Auckland'), [commitment[0], begun]);
    await desk.tells('cid', opened('America/New_York'), [commitment[0], begun]);
    expect((await quote('bob')).body['answer']).toMatchObject({ on: '2026-03-03', fullMonths: 12 });
    expect((await quote('cid')).body['answer']).toMatchObject({ on: '2026-03-02', fullMonths: 11 });
  });

  it('CV-13: is refused for a line without a commitment, and not found for a customer whom nobody knows', async () => {
    await desk.tells('dan', opened());
    expect(await quote('dan')).toMatchObject({ status: 409, body: { reason: 'no-commitment', rule: 'CV-13' } });
    expect((await quote('nobody')).status).toBe(404);
  });

  it('CV-22: is explained, with the first day on which it is less', async () => {
    await desk.tells('eve', opened(), commitment);
    const { quoteId } = (await quote('eve')).body['answer'] as { readonly quoteId: string };
    await quote('eve');
    const { body } = await desk.get('supervisor', `/eve/termination-fee-quotes/${quoteId}/explanation`);
    const { items } = body as { readonly items?: readonly object[] };
    expect(items).toHaveLength(1);
    for (const item of items ?? []) expect(() => validated(explained, item)).not.toThrow();
    expect(items).toMatchObject([
      { command: 'QuoteTerminationFee', counterfactuals: [{ kind: 'later', on: '2026-04-02', feeMinor: 19_500 }] },
    ]);
    const before = '?until=2026-03-02T16:59:59.999Z';
    expect((await desk.get('supervisor', `/eve/termination-fee-quotes/${quoteId}/explanation${before}`)).body).toEqual({
      items: [],
    });
    expect((await desk.get('supervisor', '/eve/termination-fee-quotes/no-such/explanation')).body).toEqual({
      items: [],
    });
  });
});
