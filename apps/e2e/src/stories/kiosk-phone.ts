import { deviceUnlockTopics } from '@tierline/contracts';
import { fact, type Story } from '../story.js';
import { accepted, openRequest, PATH, sale, streamOf, viewAfter, withoutCredentials } from './activation-lock-steps.js';
import { imeiFor } from './imei.js';

const { purchases, retailers } = deviceUnlockTopics.ingress;
const outcomes = deviceUnlockTopics.outcomes.topic;
const events = deviceUnlockTopics.events.topic;

/** Story B12: sold by a liquidator: no warranty, flagged, and the proof does not match. */
export const kioskPhone: Story = {
  id: 'B12',
  title: 'The kiosk phone',
  play: async (world, tell) => {
    const imei = imeiFor(world.newId());
    const kiosk = `Mall Kiosk ${imei.slice(-4)}`;
    const desk = world.desk('tier2-agent', 'Ada');

    const register = world.sender(retailers.topic, '/maker/retailers');
    const standing = { seller: kiosk, standing: 'liquidating', asOf: '2026-01-01T00:00:00.000Z' };
    const told = await world.outcome(outcomes, await register.send('RecordSellerStanding', world.newId(), standing));
    fact(told['outcome'] === 'accepted', `the register's word is kept, but the outcome is ${JSON.stringify(told)}`);
    const maker = world.sender(purchases.topic, '/maker/sales');
    await world.outcome(outcomes, await maker.send('RecordPurchase', `sale-${world.newId()}`, sale(imei)));
    tell({
      who: 'the register',
      what: 'knows the kiosk as a liquidator',
      event: 'SellerStandingReported',
      rules: ['DU-08'],
    });

    const requestId = await openRequest(world, desk, imei);
    await withoutCredentials(world, desk, requestId);
    const price = { amountMinor: 19_900, currency: 'EUR' };
    const proof = {
      proof: { kind: 'purchase', ...sale(imei), seller: kiosk.toUpperCase(), price, receiptNumber: 'K-1' },
    };
    const examined = accepted(await desk.post(`${PATH}/${requestId}/proofs`, proof), "the kiosk's receipt is examined");
    await world.published(events, requestId, 'SellerFlagged', { standing: 'liquidating', warranty: 'none' });
    tell({
      who: 'the customer',
      what: "shows the kiosk's receipt: flagged, no warranty from the maker",
      event: 'SellerFlagged',
      rules: ['DU-08'],
    });

    await world.stored(streamOf(requestId), 'ProofRefused', { reason: 'fields-differ' });
    await world.published(events, requestId, 'ProofRefused', { reason: 'fields-differ' });
    const { body } = await viewAfter(desk, requestId, examined);
    fact(body['status'] === 'proof-required', 'the request waits for the original proof of purchase');
    tell({
      who: 'Tierline',
      what: 'finds seller, price and receipt other than the maker recorded them: no proof',
      event: 'ProofRefused',
      rules: ['DU-03', 'DU-06'],
    });
  },
};
