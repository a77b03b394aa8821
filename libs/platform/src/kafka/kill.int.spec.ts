import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { testStack, type TestStack } from '@tierline/stack/testing';
import { commandRecord, outside, specTopics, until, type Outside } from './testing/fixture.js';
import { accepted, controllerOf, startSpecService } from './testing/service.js';

let stack: TestStack;
let world: Outside;
beforeAll(async () => {
  stack = await testStack(['kafka'], []);
  world = await outside(stack.kafkaBrokers);
});
afterAll(async () => {
  await world.close();
  await stack.stop();
});

describe('a service that is killed', () => {
  it('is replaced within ten seconds, and every command that it had not saved is delivered again', async () => {
    const topics = specTopics(`kill-${String(process.pid)}`);
    const { topic } = topics.ingress.stores;
    const group = `tierline.${topics.context}`;
    await world.declare(topics, 2);
    const send = (key: string, id: string) =>
      world.producer.send({ topic, messages: [commandRecord(topics.context, key, id)] });
    const program = new URL('testing/victim.js', import.meta.url).pathname;
    const victim = spawn(process.execPath, [program, stack.kafkaBrokers, topics.context], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let begun = '';
    victim.stdout.on('data', (text: Buffer) => (begun += text.toString()));
    await send('quick', 'saved');
    await until('the first command is saved', async () => (await world.committed(group, topic)) === 1);
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
    const heir = await startSpecService(stack.kafkaBrokers, topics, [handle]);
    await until('everything was handled', async () => (await world.committed(group, topic)) === 3);
    expect(performance.now() - killed).toBeLessThan(10_000);
    expect([begun.includes('waiting'), done]).toEqual([false, ['lost', 'waiting']]);
    await heir.stop();
  });
});
