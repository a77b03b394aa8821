import { deviceUnlockTopics } from '@tierline/contracts';
import { fact, type Desk, type Reply, type Story, type World } from '../story.js';
import { accepted } from './activation-lock-steps.js';
import { toldCustomer } from './customer-steps.js';
import { reaches, type Value } from './customers-of-value.js';
import { day } from './days.js';
import { imeiFor } from './imei.js';

const PATH = '/v1/carrier-unlock-requests';
const { billing } = deviceUnlockTopics.ingress;
const outcomes = deviceUnlockTopics.outcomes.topic;
const events = deviceUnlockTopics.events.topic;
const streamOf = (requestId: string) => `device_unlock.carrier_unlock_request-${requestId}`;

/** What billing tells device unlock: the commitment still runs, so nothing is owed to the customer yet. */
async function runs(world: World, customerId: string, imei: string): Promise<void> {
  const account = {
    customerId,
    device: { kind: 'imei', value: imei },
    activeSince: day(-20),
    commitment: 'running',
    feeOwed: { amountMinor: 17_500, currency: 'USD' },
    asOf: new Date().toISOString(),
  };
  const sender = world.sender(billing.topic, '/billing');
  const told = await world.outcome(outcomes, await sender.send('RecordAccountStanding', customerId, account));
  fact(told['outcome'] === 'accepted', `the account is kept, but the outcome is ${JSON.stringify(told)}`);
}

/** Asks for an unlock for a journey. */
async function ask(world: World, desk: Desk, customerId: string): Promise<Reply> {
  const imei = imeiFor(world.newId());
  await runs(world, customerId, imei);
  const travel = { from: day(7), until: day(17), country: 'JP' };
  const wish = { customerId, device: { kind: 'imei', value: imei }, travel };
  return accepted(await desk.post(PATH, wish), 'a request for a journey is taken');
}

/** A customer who has reached a number at customer value's own doors, and of whom device unlock has heard. */
async function customerOf(world: World, value: Value): Promise<string> {
  const customer = toldCustomer(world);
  const { customerId } = customer;
  await customer.opens(day(-20));
  await reaches[value](customer);
  await world.stored(`device_unlock.customer_standing-${customerId}`, 'CustomerStandingReported', { value });
  return customerId;
}

const answerOf = ({ body }: Reply) => body['answer'] as Readonly<Record<string, unknown>>;

/** Story B6: an unlock for a trip with a local SIM, at value 0, 1 and 3, as customer value has published them. */
export const travelUnlock: Story = {
  id: 'B6',
  title: 'An unlock for a journey, at value 0, 1 and 3',
  play: async (world, tell) => {
    const desk = world.desk('tier2-agent', 'Ada');
    await beforeAnythingIsKnown(world, desk);
    const [event, rules] = ['CarrierUnlockDenied', ['CV-01', 'DU-12']];
    tell({ who: 'value 0', what: 'asks before anybody knows the customer; opened at 0, it is denied', event, rules });

    const demoted = await ask(world, desk, await customerOf(world, 1));
    await isAnswered(world, demoted, 'CarrierUnlockDenied', 'denied');
    tell({
      who: 'value 1',
      what: 'travels with a local SIM before being entitled: denied, at our discretion',
      event: 'CarrierUnlockDenied',
      rules: ['CV-07', 'DU-12'],
    });

    const valued = await ask(world, desk, await customerOf(world, 3));
    await isAnswered(world, valued, 'CarrierUnlockGranted', 'granted');
    tell({
      who: 'value 3',
      what: 'travels with a local SIM before being entitled: granted, at our discretion',
      event: 'CarrierUnlockGranted',
      rules: ['DU-12'],
    });
    await showAndAcknowledge(world, desk, String(valued.body['subject']));
    tell({
      who: 'Ada, tier 2',
      what: 'is shown the code, and nobody else is; she has received it',
      event: 'CodeShown',
      rules: ['DU-13'],
    });
  },
};

/** The request waits until customer value has told of the customer, and is looked at again then. */
async function beforeAnythingIsKnown(world: World, desk: Desk): Promise<void> {
  const customer = toldCustomer(world);
  const asked = await ask(world, desk, customer.customerId);
  const { status, waitsFor } = answerOf(asked);
  const isOpen = status === 'open' && waitsFor === 'customer-standing-unknown';
  fact(isOpen, `the request waits for the customer's standing, but is told ${JSON.stringify(answerOf(asked))}`);
  await customer.opens(day(-20));
  const requestId = String(asked.body['subject']);
  await world.stored(streamOf(requestId), 'CarrierUnlockDenied', { outcome: 'discretionary' });
  await world.published(events, requestId, 'CarrierUnlockDenied', { outcome: 'discretionary' });
}

/** Checks what was answered at once, and where it was stored and told. */
async function isAnswered(world: World, reply: Reply, event: string, status: 'granted' | 'denied'): Promise<void> {
  const requestId = String(reply.body['subject']);
  const outcome = 'discretionary';
  const answer = answerOf(reply);
  fact(answer['status'] === status && answer['outcome'] === outcome, `it is ${status}: ${JSON.stringify(answer)}`);
  await world.stored(streamOf(requestId), 'CarrierUnlockRequested', { travel: { country: 'JP' } });
  await world.stored(streamOf(requestId), event, { outcome });
  await world.published(events, requestId, event, { outcome });
}

async function showAndAcknowledge(world: World, desk: Desk, requestId: string): Promise<void> {
  const shown = accepted(await desk.post(`${PATH}/${requestId}/code`, {}), 'the code is shown');
  fact(/^\d{16}$/.test(String(answerOf(shown)['code'])), 'the answer has the code');
  const other = await world.desk('tier2-agent', 'Bo').post(`${PATH}/${requestId}/code`, {});
  fact(
    other.status === 409 && other.body['rule'] === 'DU-13',
    `nobody else sees it, but answered ${String(other.status)}`,
  );
  accepted(await desk.post(`${PATH}/${requestId}/code-acknowledgement`, {}), 'the code is acknowledged');
  await world.published(events, requestId, 'CarrierUnlockCompleted');
}
