import { deviceUnlockTopics } from '@tierline/contracts';
import { fact, type Sender, type Story, type World } from '../story.js';
import {
  accepted,
  awaitingProofInTheStore,
  fieldsWhere,
  openRequest,
  PATH,
  sale,
  streamOf,
  viewAfter,
  withoutCredentials,
} from './activation-lock-steps.js';
import { imeiFor } from './imei.js';

const { stores, purchases } = deviceUnlockTopics.ingress;
const events = deviceUnlockTopics.events.topic;
const outcomes = deviceUnlockTopics.outcomes.topic;

/** Story A, the part about the unlock: the trade-in that waits for a proof. */
export const activationLockedTradeIn: Story = {
  id: 'A',
  title: 'The activation-locked trade-in',
  play: async (world, tell) => {
    const imei = imeiFor(world.newId());
    const desk = world.desk('tier2-agent', 'Ada');

    const requestId = await openRequest(world, desk, imei);
    await world.stored(streamOf(requestId), 'ActivationUnlockRequested');
    tell({
      who: 'Ada, tier 2',
      what: 'asks for the activation lock of a trade-in to be removed',
      event: 'ActivationUnlockRequested',
      rules: ['DU-01'],
    });
    await withoutCredentials(world, desk, requestId);
    tell({
      who: 'the customer',
      what: 'does not know the account credentials: a proof of purchase is needed',
      event: 'ProofOfPurchaseRequired',
      rules: ['DU-02', 'DU-03'],
    });

    const licence = { proof: { kind: 'identity-document', document: 'drivers-licence' } };
    const examined = accepted(await desk.post(`${PATH}/${requestId}/proofs`, licence), 'the licence is examined');
    await world.stored(streamOf(requestId), 'ProofRefused', { reason: 'identity-document' });
    await world.published(events, requestId, 'ProofRefused', { reason: 'identity-document' });
    tell({ who: 'the customer', what: "offers a driver's licence: refused", event: 'ProofRefused', rules: ['DU-04'] });

    const store = world.sender(stores.topic, '/stores/leipzig-3');
    await sameAnswerInTheStore(world, store, imei, licence);
    tell({ who: 'the store', what: 'says the same of the same licence', event: 'ProofRefused', rules: ['DU-05'] });

    const view = await viewAfter(desk, requestId, examined);
    fact(view.body['status'] === 'proof-required', 'the request waits for a proof of purchase in the read model');
    tell({
      who: 'Tierline',
      what: 'keeps the request waiting for the original proof of purchase',
      rules: ['DU-03', 'DU-16'],
    });
  },
};

async function sameAnswerInTheStore(world: World, store: Sender, imei: string, licence: object): Promise<void> {
  const { requestId, submit } = await awaitingProofInTheStore(world, store, imei);
  await submit(licence);
  await world.stored(streamOf(requestId), 'ProofRefused', { reason: 'identity-document' });
  await world.published(events, requestId, 'ProofRefused', { reason: 'identity-document' });
}

/** The other side of story A: the right proof, field by field, and the lock comes off. */
export const provenPurchase: Story = {
  id: 'A-proof',
  title: 'The same lock, with the receipt',
  play: async (world, tell) => {
    const imei = imeiFor(world.newId());
    const desk = world.desk('tier2-agent', 'Ada');
    const maker = world.sender(purchases.topic, '/maker/sales');
    const requestId = await openRequest(world, desk, imei);
    await withoutCredentials(world, desk, requestId);
    const proof = (changes: object = {}) => ({ proof: { kind: 'purchase', ...sale(imei), ...changes } });

    const otherPrice = proof({ price: { amountMinor: 49_900, currency: 'EUR' } });
    accepted(await desk.post(`${PATH}/${requestId}/proofs`, otherPrice), 'a proof without a record is examined');
    await world.published(events, requestId, 'PurchaseRecordMissing', { reason: 'no-record' });
    tell({
      who: 'the maker',
      what: 'has no record of the sale yet: neither yes nor no',
      event: 'PurchaseRecordMissing',
      rules: ['DU-07'],
    });

    await world.published(events, requestId, 'RetailerAsked', { seller: sale(imei).seller });
    tell({ who: 'Tierline', what: 'asks the retailer, with a deadline', event: 'RetailerAsked', rules: ['DU-07'] });

    const recorded = await world.outcome(
      outcomes,
      await maker.send('RecordPurchase', `sale-${world.newId()}`, sale(imei)),
    );
    fact(
      recorded['outcome'] === 'accepted',
      `the maker's record is kept, but the outcome is ${JSON.stringify(recorded)}`,
    );
    tell({ who: 'the maker', what: 'sends the record of the sale', event: 'PurchaseRecorded', rules: ['DU-03'] });

    const differs = { reason: 'fields-differ', fields: fieldsWhere('price', 'different') };
    await world.published(events, requestId, 'ProofRefused', differs);
    tell({
      who: 'Tierline',
      what: 'looks again at the receipt that waited: it has another price, refused, and told which field',
      event: 'ProofRefused',
      rules: ['DU-03', 'DU-06', 'DU-07'],
    });

    accepted(await desk.post(`${PATH}/${requestId}/proofs`, proof()), 'the right receipt is examined');
    const matches = { fields: fieldsWhere('price', 'equal') };
    await world.published(events, requestId, 'ProofMatched', matches);
    tell({
      who: 'the customer',
      what: 'shows the right receipt: all five fields match',
      event: 'ProofMatched',
      rules: ['DU-06'],
    });

    const atTheStore = await awaitingProofInTheStore(world, world.sender(stores.topic, '/stores/leipzig-3'), imei);
    await atTheStore.submit(otherPrice);
    await world.published(events, atTheStore.requestId, 'ProofRefused', differs);
    await atTheStore.submit(proof());
    await world.published(events, atTheStore.requestId, 'ProofMatched', matches);
    tell({
      who: 'the store',
      what: 'says the same of both receipts, field by field, through its own door',
      event: 'ProofMatched',
      rules: ['DU-05', 'DU-06'],
    });

    const early = await desk.post(`${PATH}/${requestId}/removal`, {});
    fact(
      early.status === 409 && early.body['rule'] === 'DU-10',
      `no removal before the consent, but answered ${String(early.status)}`,
    );
    await world.stored(streamOf(requestId), 'CommandRefused', { reason: 'erasure-not-consented' });
    tell({
      who: 'Ada, tier 2',
      what: 'tries to remove the lock before the customer agrees to the erasure: refused',
      event: 'CommandRefused',
      rules: ['DU-10'],
    });

    accepted(
      await desk.post(`${PATH}/${requestId}/erasure-consent`, { erasesTheDevice: true }),
      'the consent is taken',
    );
    const removal = accepted(await desk.post(`${PATH}/${requestId}/removal`, {}), 'the lock is removed');
    await world.stored(streamOf(requestId), 'ActivationLockRemoved', { erased: true });
    await world.published(events, requestId, 'ActivationLockRemoved');
    tell({
      who: 'Ada, tier 2',
      what: 'removes the lock after the consent; the device is erased',
      event: 'ActivationLockRemoved',
      rules: ['DU-10'],
    });

    const view = await viewAfter(desk, requestId, removal);
    fact(
      view.body['status'] === 'unlocked',
      'the read model shows the unlocked device to whoever presents the position of the removal',
    );
    const tradeInId = String(view.body['tradeInId']);
    await world.published(events, tradeInId, 'TradeInTold', { requestId, outcome: 'unlocked' });
    tell({
      who: 'Tierline',
      what: 'tells the trade-in that the lock is off',
      event: 'TradeInTold',
      rules: ['DU-16'],
    });
    tell({ who: 'Ada, tier 2', what: 'reads her own write back from the read model', rules: ['DU-06'] });
  },
};
