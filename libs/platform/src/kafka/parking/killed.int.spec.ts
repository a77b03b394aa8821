import { describe, expect, it } from '@jest/globals';
import { testStack } from '@tierline/stack/testing';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { commandRecord, until } from '../testing/fixture.js';
import { operations } from '../testing/operations.js';
import { accepted, controllerOf, startSpecService } from '../testing/service.js';
import { specKafka } from '../testing/spec-kafka.js';

const spec = specKafka('killed', () => testStack(['kafka'], []));

/** Lets a service handle what there is until it kills itself. @returns the ids of what it executed */
async function untilKilled(context: string, point: string, mood: 'failing' | 'working'): Promise<readonly string[]> {
  const program = new URL('../testing/aside-victim.js', import.meta.url).pathname;
  const victim = spawn(process.execPath, [program, spec.brokers, context, point, mood], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  victim.stdout.on('data', (text: Buffer) => (told += text.toString()));
  const [, signal] = (await once(victim, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  return told.split('\n').filter((id) => id !== '');
}

async function given() {
  const topics = await spec.given(1);
  const { topic } = topics.ingress.stores;
  const send = (...ids: readonly string[]) =>
    spec.world.producer.send({ topic, messages: ids.map((id) => commandRecord(topics.context, 'a', id)) });
  const operator = operations(spec.brokers, topics);
  /** An heir handles everything up to an offset. @returns the ids of what it executed */
  const inherit = async (upTo: number, fails: boolean): Promise<readonly string[]> => {
    const done: string[] = [];
    const heir = await startSpecService(spec.brokers, topics, [
      controllerOf(topic, async ({ envelope }) => {
        if (fails) throw new RangeError('bug');
        done.push(envelope.correlationId);
        return Promise.resolve(accepted());
      }),
    ]);
    await until('the heir has handled everything', async () => {
      return (await spec.world.committed(`tierline.${topics.context}`, topic)) === upTo;
    });
    await heir.stop();
    return done;
  };
  return { topics, send, operator, inherit };
}

describe('a service that is killed', () => {
  it('while it parks leaves the key parked, each command once and in order', async () => {
    const { topics, send, operator, inherit } = await given();
    await send('a1', 'a2', 'a3');
    expect(await untilKilled(topics.context, 'parked', 'failing')).toEqual([]);
    expect(await inherit(3, false)).toEqual([]);
    expect(await operator.parked('a')).toEqual(['0', '1', '2']);
    await operator.close();
  });

  it.each(['executed', 'redriven'])(
    'while it redrives (%s, and not yet removed) executes the rest in order when it comes again, and loses nothing',
    async (point) => {
      const { topics, send, operator, inherit } = await given();
      await send('a1', 'a2', 'a3');
      await inherit(3, true);
      await operator.order({ target: 'key', offsets: ['2'] }, 'a');
      await send('a4');
      expect(await untilKilled(topics.context, point, 'working')).toEqual(['a1', 'a2']);
      // The second was executed and is parked still: executed again under its own id, it has no second effect in the store.
      expect(await operator.parked('a')).toEqual(['1', '2']);
      expect(await inherit(5, false)).toEqual(['a2', 'a3', 'a4']);
      expect(await operator.parked('a')).toEqual([]);
      await operator.close();
    },
  );

  it('while it discards discards the rest when it comes again, and executes none of it', async () => {
    const { topics, send, operator, inherit } = await given();
    await send('a1', 'a2', 'a3');
    await inherit(3, true);
    await operator.order({ action: 'discard', target: 'key', offsets: ['2'] }, 'a');
    await send('a4');
    expect(await untilKilled(topics.context, 'discarded', 'working')).toEqual([]);
    expect(await inherit(5, false)).toEqual(['a4']);
    expect(await operator.parked('a')).toEqual([]);
    await operator.close();
  });
});
