import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { replayStream, verifyStream, type EventMetadata, type StoredEvent } from '@tierline/kernel';
import { testStack, type TestStack } from '@tierline/stack/testing';
import { digest } from '../crypto/digest.js';
import { silentLog } from '../log.js';
import { connectEventStore, type EventStoreConnection } from './connection.js';
import { counterCommand, counterDecider, counterPolicies, counters, counterStream } from './testing/counters.js';
import type { Finish, Race } from './testing/racer.js';

const STREAMS = 6;
const COMMANDS = 40;

let stack: TestStack;
let connection: EventStoreConnection;
const category = `race_${String(process.pid)}_${String(Date.now())}`;

beforeAll(async () => {
  stack = await testStack(['eventstore'], []);
  connection = connectEventStore(stack.eventStoreUrl, silentLog);
});
afterAll(async () => {
  await connection.close();
  await stack.stop();
});

/** Starts racers, lets them go when all are ready, and waits for them. */
async function race(racers: readonly Race[]): Promise<readonly Finish[]> {
  const script = join(import.meta.dirname, 'testing', 'racer.js');
  const started = racers.map((options) =>
    spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ['pipe', 'pipe', 'inherit'] }),
  );
  await Promise.all(started.map(({ stdout }) => once(stdout, 'readable')));
  for (const { stdin } of started) stdin.end();
  return Promise.all(
    started.map(async (racer) => {
      const [said, ended] = await Promise.all([text(racer.stdout), once(racer, 'exit')]);
      const [code] = ended as [number | null];
      if (code !== 0) throw new Error(`a racer ended with ${String(code)}`);
      return JSON.parse(said.replace('ready\n', '')) as Finish;
    }),
  );
}

const byCommand = (finish: Finish) =>
  new Map(finish.map(({ stream, number, execution }) => [`${String(stream)}/${String(number)}`, execution]));

describe('two processes that execute the same commands on the same streams', () => {
  let finishes: readonly Finish[];
  const storedIn = async (stream: number) =>
    (await connection.store.read(counterStream(category, String(stream)))) as readonly StoredEvent<EventMetadata>[];

  beforeAll(async () => {
    const options = { url: stack.eventStoreUrl, category, streams: STREAMS, commands: COMMANDS };
    finishes = await race([11, 7_919].map((seed) => ({ ...options, seed })));
  });

  it('leave exactly one append for each command', async () => {
    for (let stream = 0; stream < STREAMS; stream += 1) {
      const taken = (await storedIn(stream)).flatMap(({ metadata }) => metadata.command?.id ?? []);
      const given = Array.from(
        { length: COMMANDS },
        (_, number) => counterCommand(`${category}-${String(stream)}`, number).id,
      );
      expect(taken.toSorted()).toEqual(given.toSorted());
    }
  });

  it('give both senders the answer that is stored', () => {
    const [one, other] = finishes.map(byCommand);
    expect(one?.size).toBe(STREAMS * COMMANDS);
    for (const [command, execution] of one ?? []) {
      const { repeated, ...answer } = execution as { repeated?: boolean };
      const { repeated: repeatedThere, ...there } = (other?.get(command) ?? {}) as { repeated?: boolean };
      expect({ command, ...answer }).toEqual({ command, ...there });
      expect([repeated, repeatedThere]).not.toEqual([false, false]);
    }
  });

  it('did race: each has executed some, and was told of some that the other had executed', () => {
    for (const finish of finishes) {
      const repeated = finish.filter(({ execution }) => 'repeated' in execution && execution.repeated);
      expect(repeated.length).toBeGreaterThan(0);
      expect(repeated.length).toBeLessThan(finish.length);
    }
  });

  it('leave streams that verify, and that are decided again as they were', async () => {
    for (let stream = 0; stream < STREAMS; stream += 1) {
      const events = await storedIn(stream);
      expect(verifyStream(digest, events)).toBeUndefined();
      expect(replayStream(counterDecider, counterPolicies, events)).toMatchObject({
        fault: undefined,
        commands: COMMANDS,
      });
    }
  });
});

describe('two replicas of one process', () => {
  const envelope = { correlationId: 'case' };
  const at = (id: string) => counterStream(category, id);
  const command = (id: string, number: number) => counterCommand(`${category}-${id}`, number);

  it('append a beginning once when both get it at once', async () => {
    const [one, other] = [counters(connection.store), counters(connection.store)];
    const answers = await Promise.all([
      one(at('once'), command('once', 0), envelope),
      other(at('once'), { ...command('once', 0), at: '2026-01-02T00:00:00.000Z' as never }, envelope),
    ]);
    expect(answers.map((each) => 'repeated' in each && each.repeated).sort()).toEqual([false, true]);
    expect(await connection.store.read(at('once'))).toHaveLength(1);
  });

  it('decide again on what the other has stored, and go on with its chain', async () => {
    const [one, other] = [counters(connection.store), counters(connection.store)];
    await one(at('tail'), command('tail', 0), envelope);
    await other(at('tail'), command('tail', 1), envelope);
    expect(await one(at('tail'), command('tail', 2), envelope)).toMatchObject({ outcome: 'accepted', revision: 2 });
    const events = (await connection.store.read(at('tail'))) as readonly StoredEvent<EventMetadata>[];
    expect(verifyStream(digest, events)).toBeUndefined();
  });

  it('give a refusal and what had no effect again as they were given', async () => {
    const [one, other] = [counters(connection.store), counters(connection.store)];
    await one(at('no'), command('no', 0), envelope);
    for (const number of [3, 6]) {
      const first = await one(at('no'), command('no', number), envelope);
      expect(first).toMatchObject({ outcome: number === 3 ? 'refused' : 'no-effect', repeated: false });
      expect(await other(at('no'), command('no', number), envelope)).toEqual({ ...first, repeated: true });
    }
    expect(await connection.store.read(at('no'))).toHaveLength(3);
  });

  it('tell of a command id that was used for something else, though the other took it', async () => {
    const [one, other] = [counters(connection.store), counters(connection.store)];
    await one(at('reused'), command('reused', 0), envelope);
    await one(at('reused'), command('reused', 1), envelope);
    const reused = { ...command('reused', 2), id: command('reused', 1).id };
    expect(await other(at('reused'), reused, envelope)).toEqual({ outcome: 'command-id-reused' });
  });

  it('make no stream by asking, and judge a precondition by what is stored', async () => {
    const [one, other] = [counters(connection.store), counters(connection.store)];
    expect(await one(at('none'), command('none', 1), envelope)).toEqual({ outcome: 'unknown-stream' });
    expect(await connection.store.read(at('none'))).toEqual([]);
    await one(at('seen'), command('seen', 0), envelope);
    await other(at('seen'), command('seen', 1), envelope);
    expect(await one(at('seen'), command('seen', 2), { ...envelope, ifStateRevision: 0 })).toEqual({
      outcome: 'precondition-failed',
      stateRevision: 1,
    });
  });
});
