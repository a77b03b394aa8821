import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { deviceUnlockCommands, policyCommands } from '@tierline/contracts';
import {
  ACTIVATION_LOCK_REQUEST,
  activationLockRequestDecider,
  type DeviceUnlockPolicyValues,
} from '@tierline/device-unlock';
import {
  policyBook,
  replayStream,
  streamName,
  UnknownPolicy,
  verifyStream,
  type Actor,
  type EventMetadata,
  type PolicyBook,
  type StoredEvent,
} from '@tierline/kernel';
import { connectEventStore, digest, silentLog, type EventStoreConnection } from '@tierline/platform';
import { testStack, type TestStack } from '@tierline/stack/testing';
import { bookWithWaiting, first, second } from '../testing/policies.js';
import { received } from '@tierline/platform/testing';
import { replica as replicaOn, type Replica } from '../testing/replica.js';

const CONTEXT = 'device_unlock';

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

/** A replica whose build carries the version that waits as well. */
const replica = (book: PolicyBook<DeviceUnlockPolicyValues> = bookWithWaiting) => replicaOn(connection, book);
const operations: Actor = { id: 'ora', role: 'operations', channel: 'desk' };

const activate = (service: Replica, version: number) => {
  const choice = { policy: 'device-unlock', version };
  const command = received(policyCommands.activatePolicy, randomUUID(), choice, operations);
  return service.activate(command, command.data);
};
const request = async (service: Replica): Promise<string> => {
  const requestId = randomUUID();
  const device = { kind: 'imei', value: '490154203237518' };
  const wish = { customerId: 'customer-1', device };
  await service.handle(received(deviceUnlockCommands.requestActivationUnlock, requestId, wish));
  return requestId;
};
const answerCredentials = (service: Replica, requestId: string) =>
  service.handle(received(deviceUnlockCommands.answerCredentials, requestId, { credentials: 'unknown' }));
const eventsOf = async (requestId: string) =>
  (await connection.store.read(streamName(ACTIVATION_LOCK_REQUEST, requestId))) as StoredEvent<EventMetadata>[];
const policiesOf = async (requestId: string) => [
  ...new Set((await eventsOf(requestId)).map(({ metadata }) => metadata.policy.version)),
];

// The specs share a store and follow one another: an activation is for good.
describe('before any activation', () => {
  it('RT-30: a version that nobody carries is refused, and new requests are decided as before', async () => {
    expect(await activate(replica(), 9)).toMatchObject({ outcome: 'refused', reason: 'policy-version-not-carried' });
    const requestId = await request(replica());
    expect(await policiesOf(requestId)).toEqual([first.version]);
  });
});

describe('once one replica has activated a version', () => {
  let begunBefore: string;
  let another: Replica;
  beforeAll(async () => {
    another = replica();
    begunBefore = await request(another);
    expect(await activate(replica(), second.version)).toMatchObject({ outcome: 'accepted' });
  });

  it('another decides new requests under it at once', async () => {
    const requestId = await request(another);
    await answerCredentials(another, requestId);
    expect(await policiesOf(requestId)).toEqual([second.version]);
    const [event] = await eventsOf(requestId);
    const { name, version, hash } = second;
    expect(event?.metadata.policy).toEqual({ name, version, hash });
  });

  it('a request that began before stays under the version that it began with, at every replica', async () => {
    await answerCredentials(another, begunBefore);
    await answerCredentials(replica(), begunBefore);
    const events = await eventsOf(begunBefore);
    expect(events.length).toBeGreaterThan(2);
    expect(await policiesOf(begunBefore)).toEqual([first.version]);
    expect(replayStream(activationLockRequestDecider, bookWithWaiting, events).fault).toBeUndefined();
  });

  it('the activation can be proved: its stream verifies, and says who did it', async () => {
    const events = (await connection.store.read(
      streamName(`${CONTEXT}.policy`, 'device-unlock'),
    )) as StoredEvent<EventMetadata>[];
    expect(verifyStream(digest, events)).toBeUndefined();
    expect(events.map(({ type }) => type)).toEqual(['CommandRefused', 'PolicyActivated']);
    expect(events[1]?.data).toMatchObject({ policy: 'device-unlock', version: second.version, hash: second.hash });
    expect(events[1]?.metadata.command?.actor).toMatchObject({ id: 'ora', role: 'operations' });
  });

  it('a replica of a build without it decides nothing new and is not ready, but goes on with what is older', async () => {
    const old = replica(policyBook([first]));
    expect(old.still.reason()).toBeUndefined();
    await answerCredentials(old, begunBefore);
    expect(old.still.reason()).toBeUndefined();
    await expect(request(old)).rejects.toThrow(UnknownPolicy);
    expect(old.still.reason()).toMatch(/^policy device-unlock@2 .* is not part of this build$/);
  });

  it('a replica of a build without it that only follows the store stops at the activation, and is not ready', async () => {
    const { still, subscribe } = replica(policyBook([first]));
    const types: string[] = [];
    const stop = new AbortController();
    let told: (() => void) | undefined;
    const stopped = new Promise<void>((resolve) => (told = resolve));
    const following = still.follows(async (signal) => {
      try {
        for await (const each of subscribe({ from: 'start', prefix: `${CONTEXT}.policy-`, signal })) {
          if (each.kind === 'event') types.push(each.event.type);
        }
      } finally {
        told?.();
      }
    })(stop.signal);
    await stopped;
    stop.abort();
    await following;
    expect(types).toEqual(['CommandRefused']);
    expect(still.reason()).toMatch(/^policy device-unlock@2 /);
  });

  it('it is for good: activating it again has no effect', async () => {
    expect(await activate(another, second.version)).toMatchObject({ outcome: 'no-effect' });
  });
});
