import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messageType, OfferV1 } from '@tierline/contracts';
import { validated } from '@tierline/platform';
import { NOW, openDesk, type OpenDesk } from '../testing/open-desk.js';
import { grandfathered, opened } from '../testing/told.js';

const contract = messageType('Offer', 1, OfferV1);

let desk: OpenDesk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.stop());

const newPhone = { offerId: 'offer-1', lineId: 'line-1', parts: ['new-phone'] };
const step = (customerId: string, name: string, role: 'tier2-agent' | 'store-clerk' = 'tier2-agent') =>
  desk.post(role, `/${customerId}/offers/offer-1/${name}`, {});
/** Somebody with the old plan, to whom a new phone was offered. */
async function offered(customerId: string): Promise<void> {
  await desk.tells(customerId, opened(), grandfathered);
  expect((await desk.post('tier2-agent', `/${customerId}/offers`, newPhone)).status).toBe(200);
}
const refused = (reason: string) => ({ status: 409, body: { reason, rule: 'CV-19' } });

describe('an offer that costs the grandfathered plan', () => {
  it('CV-19: is not sold without disclosure and consent, and with them the plan is lost', async () => {
    await offered('ann');
    expect(await step('ann', 'acceptance')).toMatchObject(refused('forfeiture-not-disclosed'));
    expect(await step('ann', 'consent')).toMatchObject(refused('forfeiture-not-disclosed'));
    await step('ann', 'disclosure');
    expect(await step('ann', 'acceptance')).toMatchObject(refused('forfeiture-not-consented'));
    await step('ann', 'consent', 'store-clerk');
    const { body } = await step('ann', 'acceptance');
    expect(() => validated(contract, body['answer'])).not.toThrow();
    expect(body['answer']).toEqual({
      ...{ ...newPhone, customerId: 'ann', status: 'accepted', forfeitedPlan: 'unlimited-2009' },
      disclosed: { plan: 'unlimited-2009', at: NOW, channel: 'phone' },
      consented: { plan: 'unlimited-2009', at: NOW, channel: 'store' },
      ...{ madeAt: NOW, changedAt: NOW },
    });
    expect((await desk.get('tier1-agent', '/ann')).body).toMatchObject({
      lines: [{ plan: { plan: 'unlimited-2009', isForfeited: true } }],
    });
  });

  it('CV-19: costs nothing when it is refused, and cannot be taken afterwards', async () => {
    await offered('bob');
    expect((await step('bob', 'refusal')).body['answer']).toMatchObject({ status: 'declined' });
    expect(await step('bob', 'acceptance')).toMatchObject(refused('offer-already-answered'));
    expect((await desk.get('tier1-agent', '/bob')).body).not.toMatchObject({
      lines: [{ plan: { isForfeited: true } }],
    });
  });

  it('CV-19: is known by its id, which the path says and no body', async () => {
    await offered('cid');
    const elsewhere = await desk.post('tier2-agent', '/cid/offers/offer-2/acceptance', {});
    expect(elsewhere).toMatchObject(refused('offer-unknown'));
    const twice = await desk.post('tier2-agent', '/cid/offers/offer-1/acceptance', { offerId: 'offer-1' });
    expect(twice).toMatchObject({ status: 422, body: { violations: [{ field: 'offerId' }] } });
  });
});

it('lists the open offers of a customer', async () => {
  await offered('dan');
  await desk.post('tier1-agent', '/dan/offers', { offerId: 'offer-2', lineId: 'line-1', parts: ['accessory'] });
  await desk.post('tier1-agent', '/dan/offers/offer-2/acceptance', {});
  expect((await desk.get('store-clerk', '/dan/offers?status=open')).body).toMatchObject({
    items: [{ offerId: 'offer-1' }],
  });
  expect((await desk.get('store-clerk', '/dan/offers')).body).toMatchObject({
    items: [{ offerId: 'offer-1' }, { offerId: 'offer-2', status: 'accepted' }],
  });
});

it('CV-19: explains what a sale lacked', async () => {
  await offered('eve');
  await step('eve', 'acceptance');
  expect((await desk.get('qa-auditor', '/eve/offers/offer-1/explanation')).body).toMatchObject({
    items: [
      { command: 'MakeOffer', outcome: 'accepted' },
      {
        ...{ command: 'AcceptOffer', outcome: 'refused', refusal: { rule: 'CV-19' }, rules: ['CV-19'] },
        counterfactuals: [{ kind: 'before', events: ['ForfeitureDisclosed', 'ForfeitureConsented'] }],
      },
    ],
  });
});
