import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { deviceUnlockCommands, personalDataCommands } from '@tierline/contracts';
import { ACTIVATION_LOCK_REQUEST, activationLockRequestDecider } from '@tierline/device-unlock';
import { replayStream, streamName, verifyStream, type EventMetadata, type StoredEvent } from '@tierline/kernel';
import { connectEventStore, digest, silentLog, type EventStoreConnection } from '@tierline/platform';
import { testStack, type TestStack } from '@tierline/stack/testing';
import { policies } from '../testing/golden-streams.js';
import { received } from '@tierline/platform/testing';
import { replica as replicaOn, type Replica } from '../testing/replica.js';

const remark = 'Sounded worried about the birthday.';

let stack: TestStack;
let connection: EventStoreConnection;
beforeAll(async () => {
  stack = await testStack(['eventstore'], []);
  connection = connectEventStore(stack.eventStoreUrl, silentLog);
}, 60_000);
afterAll(async () => {
  await connection.close();
  await stack.stop();
});

const replica = () => replicaOn(connection);

const device = { kind: 'imei', value: '490154203237518' };
const wish = (customerId: string, change: object = {}) => ({
  ...{ customerId, device, telephone: '+493412345678', remark },
  ...change,
});

/** A request with a remark, taken as far as the refused licence. */
async function requestOf(customerId: string): Promise<string> {
  const { handle } = replica();
  const requestId = randomUUID();
  await handle(received(deviceUnlockCommands.requestActivationUnlock, requestId, wish(customerId)));
  await handle(received(deviceUnlockCommands.answerCredentials, requestId, { credentials: 'unknown' }));
  const licence = { kind: 'identity-document', document: 'passport' };
  await handle(received(deviceUnlockCommands.submitProof, requestId, { proof: licence }));
  return requestId;
}

const eventsOf = async (requestId: string) =>
  (await connection.store.read(streamName(ACTIVATION_LOCK_REQUEST, requestId))) as StoredEvent<EventMetadata>[];
const readRemark = async (service: Replica, requestId: string) =>
  (await service.remarks(received(personalDataCommands.readRemark, requestId, {}))).disclosed?.['remark'];
const forget = (service: Replica, customerId: string) =>
  service.forget(received(personalDataCommands.forgetCustomer, randomUUID(), { customerId }), customerId);

describe('when a customer is forgotten', () => {
  it('every kept value reads as Erased, at every replica, and nobody else’s does', async () => {
    const [customer, other] = [`customer-${randomUUID()}`, `customer-${randomUUID()}`];
    const [request, others] = [await requestOf(customer), await requestOf(other)];
    const [one, another] = [replica(), replica()];
    expect(await readRemark(one, request)).toBe(remark);
    expect(await readRemark(another, request)).toBe(remark);
    await forget(one, customer);
    expect(await readRemark(one, request)).toBe('Erased');
    expect(await readRemark(another, request)).toBe('Erased');
    expect(await readRemark(another, others)).toBe(remark);
  });

  it('the histories stay as they are, byte for byte, and verify and replay as before', async () => {
    const customer = `customer-${randomUUID()}`;
    const request = await requestOf(customer);
    const before = await eventsOf(request);
    await forget(replica(), customer);
    const after = await eventsOf(request);
    expect(after).toEqual(before);
    expect(after.map(({ type }) => type)).toContain('ProofRefused');
    expect(verifyStream(digest, after)).toBeUndefined();
    expect(replayStream(activationLockRequestDecider, policies, after).fault).toBeUndefined();
  });

  it('it can be done again, and has no further effect', async () => {
    const customer = `customer-${randomUUID()}`;
    await requestOf(customer);
    expect(await forget(replica(), customer)).toMatchObject({ outcome: 'accepted' });
    expect(await forget(replica(), customer)).toMatchObject({ outcome: 'no-effect' });
  });

  it('its command id is told to be used when it comes again for another customer, who is not forgotten', async () => {
    const [customer, other] = [`customer-${randomUUID()}`, `customer-${randomUUID()}`];
    const others = await requestOf(other);
    const command = received(personalDataCommands.forgetCustomer, randomUUID(), { customerId: customer });
    expect(await replica().forget(command, customer)).toMatchObject({ outcome: 'accepted' });
    const again = received(personalDataCommands.forgetCustomer, command.subject, { customerId: other });
    expect(await replica().forget({ ...again, id: command.id }, other)).toEqual({ outcome: 'command-id-reused' });
    expect(await readRemark(replica(), others)).toBe(remark);
    expect(await replica().forget(command, customer)).toMatchObject({ outcome: 'accepted' });
  });

  it('what comes later of the same customer is decided, but its personal text is not kept', async () => {
    const customer = `customer-${randomUUID()}`;
    await requestOf(customer);
    await forget(replica(), customer);
    const later = await requestOf(customer);
    expect((await eventsOf(later)).map(({ type }) => type)).toContain('ProofRefused');
    expect(await readRemark(replica(), later)).toBe('Erased');
  });
});

describe('a command that comes again after its customer was forgotten', () => {
  const ask = deviceUnlockCommands.requestActivationUnlock;
  const sent = async () => {
    const customer = `customer-${randomUUID()}`;
    const first = received(ask, randomUUID(), wish(customer));
    const answer = await replica().handle(first);
    await forget(replica(), customer);
    /** The same command id with a body, as the door hands it on. */
    const again = (body: object) => ({ ...received(ask, first.subject, body), id: first.id });
    return { customer, first, answer, again };
  };

  it('gets the stored answer, at every replica, and leaves nothing', async () => {
    const { customer, first, answer, again } = await sent();
    const before = await eventsOf(first.subject);
    expect(answer).toMatchObject({ outcome: 'accepted', repeated: false });
    for (const each of [replica(), replica()]) {
      expect(await each.handle(again(wish(customer)))).toEqual({ ...answer, repeated: true });
    }
    expect(await eventsOf(first.subject)).toEqual(before);
  });

  it('cannot be told by its personal values any more, which are known to nobody', async () => {
    const { customer, answer, again } = await sent();
    const others = { telephone: '+493419999999', remark: 'Another remark.' };
    expect(await replica().handle(again(wish(customer, others)))).toEqual({ ...answer, repeated: true });
  });

  it.each([
    ['another device', { device: { kind: 'serial', value: 'C02XK1ABJG5J' } }],
    ['another customer', { customerId: 'customer-other' }],
    ['a trade-in more', { tradeInId: 'trade-in-1' }],
    ['no remark', { remark: undefined }],
  ])('is told that its id was used for something else when it names %s', async (_, change) => {
    const { customer, again } = await sent();
    expect(await replica().handle(again(wish(customer, change)))).toEqual({ outcome: 'command-id-reused' });
  });
});

it('a command of one customer came again as another one, once a customer with the same number was forgotten', async () => {
  const [customer, housemate] = [`customer-${randomUUID()}`, `customer-${randomUUID()}`];
  const ask = (customerId: string) =>
    received(deviceUnlockCommands.requestActivationUnlock, randomUUID(), wish(customerId));
  const [first, other] = [ask(customer), ask(housemate)];
  const answer = await replica().handle(first);
  await replica().handle(other);
  await forget(replica(), housemate);
  expect(await replica().handle(first)).toEqual({ ...answer, repeated: true });
});

describe('the telephone number of a forgotten customer', () => {
  const tokenIn = async (service: Replica, customerId: string): Promise<string> => {
    const requestId = randomUUID();
    await service.handle(received(deviceUnlockCommands.requestActivationUnlock, requestId, wish(customerId)));
    const [requested] = await eventsOf(requestId);
    return (requested?.data as { telephone?: string }).telephone ?? 'none';
  };

  it('has another token afterwards, also at a replica that had used the old one', async () => {
    const customer = `customer-${randomUUID()}`;
    const [one, other] = [replica(), replica()];
    const before = await tokenIn(other, customer);
    expect(await tokenIn(one, customer)).toBe(before);
    await forget(one, customer);
    const after = await tokenIn(other, customer);
    expect(after).not.toBe(before);
    expect(await tokenIn(one, customer)).toBe(after);
  });
});
