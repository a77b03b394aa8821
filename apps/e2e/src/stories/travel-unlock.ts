import { customerValueTopics, deviceUnlockTopics } from '@tierline/contracts';
import { fact, type Desk, type Reply, type Story, type World } from '../story.js';
import { accepted } from './activation-lock-steps.js';
import { imeiFor } from './imei.js';

const PATH = '/v1/carrier-unlock-requests';
const { billing } = deviceUnlockTopics.ingress;
const outcomes = deviceUnlockTopics.outcomes.topic;
const events = deviceUnlockTopics.events.topic;
const DAY = 24 * 60 * 60 * 1000;

const day = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 'yyyy-mm-dd'.length);
const streamOf = (requestId: string) => `device_unlock.carrier_unlock_request-${requestId}`;

/** A customer of a value whose commitment still runs, as billing and customer value tell it. */
async function customerOf(world: World, imei: string, value: number): Promise<string> {
  const customerId = `traveller-${world.newId()}`;
  const asOf = new Date(Date.now() - DAY).toISOString();
  const account = {
    customerId,
    device: { kind: 'imei', value: imei },
    activeSince: day(-20),
    commitment: 'running',
    feeOwed: { amountMinor: 17_500, currency: 'USD' },
    asOf,
  };
  const standing = { customerId, value, attitude: 'neutral', asOf };
  const { context, events: published } = customerValueTopics;
  for (const [sender, type, data] of [
    [world.sender(billing.topic, '/billing'), 'RecordAccountStanding', account],
    [world.sender(published.topic, '/tierline/customer-value', context), 'CustomerStandingChanged', standing],
  ] as const) {
    const told = await world.outcome(outcomes, await sender.send(type, customerId, data));
    fact(told['outcome'] === 'accepted', `${type} is kept, but the outcome is ${JSON.stringify(told)}`);
  }
  return customerId;
}

async function ask(world: World, desk: Desk, value: number): Promise<Reply> {
  const imei = imeiFor(world.newId());
  const customerId = await customerOf(world, imei, value);
  const travel = { from: day(7), until: day(17), country: 'JP' };
  const wish = { customerId, device: { kind: 'imei', value: imei }, travel };
  return accepted(await desk.post(PATH, wish), `a request at value ${String(value)} is taken`);
}

const answerOf = ({ body }: Reply) => body['answer'] as Readonly<Record<string, unknown>>;

/** Story B6: an unlock for a trip with a local SIM, at value 0, 1 and 3. */
export const travelUnlock: Story = {
  id: 'B6',
  title: 'An unlock for a journey, at value 0, 1 and 3',
  play: async (world, tell) => {
    const desk = world.desk('tier2-agent', 'Ada');
    for (const value of [0, 1]) {
      const reply = await ask(world, desk, value);
      const requestId = String(reply.body['subject']);
      const { status, outcome } = answerOf(reply);
      fact(
        status === 'denied' && outcome === 'discretionary',
        `value ${String(value)} is told ${JSON.stringify(answerOf(reply))}`,
      );
      await world.stored(streamOf(requestId), 'CarrierUnlockDenied', { outcome: 'discretionary' });
      await world.published(events, requestId, 'CarrierUnlockDenied', { outcome: 'discretionary' });
      tell({
        who: `value ${String(value)}`,
        what: 'travels with a local SIM before being entitled: denied, at our discretion',
        event: 'CarrierUnlockDenied',
        rules: ['DU-12'],
      });
    }

    const reply = await ask(world, desk, 3);
    const requestId = String(reply.body['subject']);
    fact(answerOf(reply)['status'] === 'granted', `value 3 is told ${JSON.stringify(answerOf(reply))}`);
    await world.stored(streamOf(requestId), 'CarrierUnlockRequested', { travel: { country: 'JP' } });
    await world.published(events, requestId, 'CarrierUnlockGranted', { outcome: 'discretionary' });
    tell({
      who: 'value 3',
      what: 'travels with a local SIM before being entitled: granted, at our discretion',
      event: 'CarrierUnlockGranted',
      rules: ['DU-12'],
    });
    await showAndAcknowledge(world, desk, requestId);
    tell({
      who: 'Ada, tier 2',
      what: 'is shown the code, and nobody else is; she has received it',
      event: 'CodeShown',
      rules: ['DU-13'],
    });
  },
};

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
