import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { deviceUnlockCommands, personalDataCommands, type MessageType } from '@tierline/contracts';
import {
  ACTIVATION_LOCK_REQUEST,
  activationLockRequestDecider,
  deviceUnlockRegistry,
  parseDeviceUnlockPolicy,
} from '@tierline/device-unlock';
import {
  replayStream,
  streamName,
  verifyStream,
  type CommandId,
  type EventMetadata,
  type Instant,
  type StoredEvent,
} from '@tierline/kernel';
import {
  connectEventStore,
  digest,
  directory,
  guard,
  personalData,
  readPolicies,
  seals,
  silentLog,
  validated,
  type EventStoreConnection,
  type ReceivedCommand,
} from '@tierline/platform';
import { testStack, type TestStack } from '@tierline/stack/testing';
import { commands } from './commands.js';
import { remarks } from './personal-data.js';
import { unlockCodes } from './unlock-codes.js';

const policies = readPolicies(
  new URL('../../../libs/device-unlock/policies/', import.meta.url),
  'device-unlock',
  parseDeviceUnlockPolicy,
);
const key = Buffer.alloc(32, 9);
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

/** A replica of the service: what it remembers is its own, what it stores is everybody's. */
function replica() {
  const { store } = connection;
  const privacy = { directory: directory(store, 'device_unlock', key), seals: seals(store, 'device_unlock', key) };
  const parts = { store, digest, policies, build: 'b1' };
  const personal = personalData({ ...parts, ...privacy, context: 'device_unlock', registry: deviceUnlockRegistry });
  return {
    handle: commands(parts, guard(privacy.directory, privacy.seals), { codes: unlockCodes(key), seals: privacy.seals }),
    personal,
    remarks: remarks(store, personal),
  };
}

const received = <Data extends object>(
  type: MessageType<Data>,
  subject: string,
  body: object,
): ReceivedCommand<Data> => ({
  id: randomUUID() as string as CommandId,
  type: type.name,
  subject,
  data: validated(type, body),
  at: new Date().toISOString() as Instant,
  actor: { id: 'ada', role: 'tier2-agent', channel: 'phone' },
  envelope: { correlationId: subject },
});

/** A request with a remark, taken as far as the refused licence. */
async function requestOf(customerId: string): Promise<string> {
  const { handle } = replica();
  const requestId = randomUUID();
  const device = { kind: 'imei', value: '490154203237518' };
  const wish = { customerId, device, telephone: '+493412345678', remark };
  await handle(received(deviceUnlockCommands.requestActivationUnlock, requestId, wish));
  await handle(received(deviceUnlockCommands.answerCredentials, requestId, { credentials: 'unknown' }));
  const licence = { kind: 'identity-document', document: 'passport' };
  await handle(received(deviceUnlockCommands.submitProof, requestId, { proof: licence }));
  return requestId;
}

const eventsOf = async (requestId: string) =>
  (await connection.store.read(streamName(ACTIVATION_LOCK_REQUEST, requestId))) as StoredEvent<EventMetadata>[];
const readRemark = async (service: ReturnType<typeof replica>, requestId: string) =>
  (await service.remarks(received(personalDataCommands.readRemark, requestId, {}))).disclosed?.['remark'];
const forget = (service: ReturnType<typeof replica>, customerId: string) =>
  service.personal.forget(received(personalDataCommands.forgetCustomer, randomUUID(), { customerId }), customerId);

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

  it('what comes later of the same customer is decided, but its personal text is not kept', async () => {
    const customer = `customer-${randomUUID()}`;
    await requestOf(customer);
    await forget(replica(), customer);
    const later = await requestOf(customer);
    expect((await eventsOf(later)).map(({ type }) => type)).toContain('ProofRefused');
    expect(await readRemark(replica(), later)).toBe('Erased');
  });
});
