import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent, NO_STREAM, WrongExpectedVersionError } from '@eventstore/db-client';
import type { TopicDeclaration } from '@tierline/kafka-dev';
import kafkajs from 'kafkajs';
import { startStack, type Stack, type StackOptions, type Step } from './start-stack.js';
import { isAlive, SAMPLE_SERVICE, temporaryFolder, until } from './testing/support.js';

const topics: readonly TopicDeclaration[] = [{ name: 'calls.v1', partitions: 2, cleanupPolicy: 'delete' }];
const services = [{ name: 'sample', main: SAMPLE_SERVICE }];

async function partitionsOf(brokers: string, topic: string): Promise<number> {
  const admin = new kafkajs.Kafka({ brokers: [brokers], logLevel: kafkajs.logLevel.NOTHING }).admin();
  await admin.connect();
  const { topics: found } = await admin.fetchTopicMetadata({ topics: [topic] });
  await admin.disconnect();
  return found[0]?.partitions.length ?? 0;
}

async function append(url: string): Promise<bigint> {
  const client = EventStoreDBClient.connectionString(url);
  const event = jsonEvent({ type: 'Tried', data: {} });
  const { nextExpectedRevision } = await client.appendToStream('trial-1', event, { expectedRevision: NO_STREAM });
  await client.dispose();
  return nextExpectedRevision;
}

function pidsOf(stack: Stack): number[] {
  return [...Object.values(stack.parts), ...Object.values(stack.services)].flatMap(({ pid }) => pid ?? []);
}

describe('a whole stack', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  const start = (dir: string, more: Partial<StackOptions> = {}) =>
    startStack({ dir: join(folder.path, dir), parts: ['kafka', 'eventstore', 'identity'], topics, env: {}, ...more });

  it('is ready for use in all its parts, and gone in under 5 s without a process left', async () => {
    const steps: Step[] = [];
    const stack = await start('a', { services, onStep: (step) => steps.push(step) });
    expect(steps.map(({ name }) => name).sort()).toEqual(['eventstore', 'identity', 'kafka', 'sample']);
    expect(steps.every(({ ms }) => ms > 0)).toBe(true);
    expect(await partitionsOf(stack.kafkaBrokers, 'calls.v1')).toBe(2);
    expect(await append(stack.eventStoreUrl)).toBe(0n);
    expect(await stack.token({ role: 'supervisor' })).toMatch(/^ey/);
    const env = (await (await fetch(stack.services['sample']?.httpUrl ?? '')).json()) as Record<string, string>;
    expect(env).toMatchObject({
      KAFKA_BROKERS: stack.kafkaBrokers,
      EVENTSTORE_URL: stack.eventStoreUrl,
      TIERLINE_OIDC_ISSUER: stack.issuerUrl,
    });
    const pids = pidsOf(stack);
    expect(pids.filter(isAlive)).toHaveLength(3);
    const begun = performance.now();
    await stack.stop();
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it('can be started twice at once, in two folders', async () => {
    const [one, two] = await Promise.all([start('one'), start('two')]);
    expect(one.kafkaBrokers).not.toBe(two.kafkaBrokers);
    // One after the other: pending appends of this client live in a map that is global to the process.
    expect(await append(one.eventStoreUrl)).toBe(0n);
    expect(await append(two.eventStoreUrl)).toBe(0n);
    await Promise.all([one.stop(), two.stop()]);
  });

  it('uses brokers and an event store that run elsewhere, makes the topics there, and does not stop them', async () => {
    const owner = await start('owner', { parts: ['kafka', 'eventstore'] });
    const env = { KAFKA_BROKERS: owner.kafkaBrokers, EVENTSTORE_URL: owner.eventStoreUrl };
    const other: TopicDeclaration = { name: 'other.v1', partitions: 1, cleanupPolicy: 'compact' };
    const guest = await start('guest', { env, topics: [other] });
    expect([guest.kafkaBrokers, guest.eventStoreUrl]).toEqual([owner.kafkaBrokers, owner.eventStoreUrl]);
    expect(pidsOf(guest)).toEqual([]);
    expect(await partitionsOf(owner.kafkaBrokers, 'other.v1')).toBe(1);
    await guest.stop();
    expect(await append(owner.eventStoreUrl)).toBe(0n);
    expect(await partitionsOf(owner.kafkaBrokers, 'calls.v1')).toBe(2);
    await owner.stop();
  });

  it('says which part cannot be had, and leaves nothing running', async () => {
    const env = { EVENTSTORE_URL: 'esdb://127.0.0.1:1?tls=false' };
    await expect(start('a', { env })).rejects.toThrow('eventstore: nothing answers at 127.0.0.1:1');
    // The folder of the broker that was stopped again can be taken at once.
    const again = await start('a', { parts: ['kafka'] });
    await again.stop();
  });

  it('says which port is in use', async () => {
    const first = await start('first', { parts: ['eventstore'] });
    const port = Number(/:(\d+)\?/.exec(first.eventStoreUrl)?.[1]);
    await expect(start('second', { parts: ['eventstore'], ports: { eventstore: port } })).rejects.toThrow(
      `eventstore: port ${String(port)} on 127.0.0.1 is in use`,
    );
    await first.stop();
  });

  it('starts a part that was killed again, where it was and on its data', async () => {
    const stack = await start('a', { parts: ['kafka', 'eventstore'] });
    await append(stack.eventStoreUrl);
    const before = pidsOf(stack);
    await Promise.all(
      Object.values(stack.parts).map(async ({ kill, restart }) => {
        kill?.('SIGKILL');
        await restart?.();
      }),
    );
    expect(pidsOf(stack).filter((pid) => before.includes(pid))).toEqual([]);
    await expect(append(stack.eventStoreUrl)).rejects.toThrow(WrongExpectedVersionError);
    expect(await partitionsOf(stack.kafkaBrokers, 'calls.v1')).toBe(2);
    const pids = pidsOf(stack);
    await stack.stop();
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it('comes up again on its data after its owner was killed, which took everything along', async () => {
    const options = { dir: join(folder.path, 'a'), parts: ['kafka', 'eventstore', 'identity'], topics, services };
    const script = join(import.meta.dirname, 'testing', 'owner.js');
    const owner = spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(owner.stdout, 'data')) as [Buffer];
    const pids = JSON.parse(line.toString()) as number[];
    expect(pids.filter(isAlive)).toHaveLength(3);
    owner.kill('SIGKILL');
    await until('all have ended', () => !pids.some(isAlive), 10_000);
    const again = await start('a', { services });
    expect(await partitionsOf(again.kafkaBrokers, 'calls.v1')).toBe(2);
    await again.stop();
  });
});
