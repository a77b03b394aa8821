import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { testStack } from '@tierline/stack/testing';
import { commandRecord, until } from './testing/fixture.js';
import { accepted, controllerOf, startSpecService } from './testing/service.js';
import { specKafka } from './testing/spec-kafka.js';

const spec = specKafka('kill', () => testStack(['kafka'], []));

describe('a service that is killed', () => {
  it('is replaced within ten seconds, and every command that it had not saved is delivered again', async () => {
    const topics = await spec.given(2);
    const { topic } = topics.ingress.stores;
    const group = `tierline.${topics.context}`;
    const send = (key: string, id: string) =>
      spec.world.producer.send({ topic, messages: [commandRecord(topics.context, key, id)] });
    const program = new URL('testing/victim.js', import.meta.url).pathname;
    const victim = spawn(process.execPath, [program, spec.brokers, topics.context], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let begun = '';
    victim.stdout.on('data', (text: Buffer) => (begun += text.toString()));
    await send('quick', 'saved');
    await until('the first command is saved', async () => (await spec.world.committed(group, topic)) === 1);
    await send('slow', 'lost');
    await send('slow', 'waiting');
    await until('the second command has begun', () => begun.includes('lost'));
    const exited = once(victim, 'exit');
    victim.kill('SIGKILL');
    await exited;

    const killed = performance.now();
    const done: string[] = [];
    const handle = controllerOf(topic, async ({ envelope }) => {
      done.push(envelope.correlationId);
      return Promise.resolve(accepted());
    });
    const heir = await startSpecService(spec.brokers, topics, [handle]);
    await until('everything was handled', async () => (await spec.world.committed(group, topic)) === 3);
    expect(performance.now() - killed).toBeLessThan(10_000);
    expect([begun.includes('waiting'), done]).toEqual([false, ['lost', 'waiting']]);
    await heir.stop();
  });
});
