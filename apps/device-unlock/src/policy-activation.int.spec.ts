import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { deviceUnlockCommands, policyCommands, type MessageType } from '@tierline/contracts';
import {
  ACTIVATION_LOCK_REQUEST,
  activationLockRequestDecider,
  deviceUnlockRegistry,
  type DeviceUnlockPolicyValues,
} from '@tierline/device-unlock';
import {
  knownEvents,
  policyBook,
  replayStream,
  streamName,
  UnknownPolicy,
  verifyStream,
  type CommandId,
  type EventMetadata,
  type Instant,
  type PolicyBook,
  type StoredEvent,
} from '@tierline/kernel';
import {
  activatedPolicies,
  connectEventStore,
  digest,
  directory,
  guard,
  knownOnly,
  seals,
  silentLog,
  standstill,
  validated,
  type EventStoreConnection,
  type ReceivedCommand,
} from '@tierline/platform';
import { testStack, type TestStack } from '@tierline/stack/testing';
import { commands } from './commands.js';
import { unlockCodes } from './unlock-codes.js';
import { bookWithWaiting, first, second } from './testing/policies.js';

const CONTEXT = 'device_unlock';
const key = Buffer.alloc(32, 9);

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
function replica(book: PolicyBook<DeviceUnlockPolicyValues> = bookWithWaiting) {
  const { store } = connection;
  const still = standstill(silentLog);
  const stored = { store, digest, build: 'b1' };
  const policies = activatedPolicies({ ...stored, context: CONTEXT, book, registry: deviceUnlockRegistry });
  const kept = seals(store, CONTEXT, key);
  const values = guard(directory(store, CONTEXT, key), kept);
  const keeping = { codes: unlockCodes(key), seals: kept };
  return {
    still,
    handle: still.executes(commands({ ...stored, policies }, values, keeping)),
    activate: still.executes(policies.activate),
    subscribe: knownOnly(connection.subscribe, knownEvents(deviceUnlockRegistry, book)),
  };
}
type Replica = ReturnType<typeof replica>;

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
  actor: { id: 'ora', role: 'operations', channel: 'desk' },
  envelope: { correlationId: subject },
});
const activate = (service: Replica, version: number) => {
  const command = received(policyCommands.activatePolicy, randomUUID(), { policy: 'device-unlock', version });
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
