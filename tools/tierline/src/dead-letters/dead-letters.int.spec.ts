import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { customerValueTopics, deviceUnlockTopics, topicDeclarations } from '@tierline/contracts';
import { testStack, type TestStack } from '@tierline/stack/testing';
import { run } from '../cli.js';
import { failingService, type FailingService } from '../testing/failing-service.js';
import { deadLetters } from './command.js';

let stack: TestStack;
let service: FailingService;
beforeAll(async () => {
  // A broker of its own, since the topics are those of a real context.
  const topics = [deviceUnlockTopics, customerValueTopics].flatMap(topicDeclarations);
  stack = await testStack(['kafka'], topics, { env: {} });
  service = await failingService(stack.kafkaBrokers);
});
afterAll(async () => {
  await service.stop();
  await stack.stop();
});

/** Runs the command line. @returns its exit code, and what it said */
async function tierline(...args: readonly string[]) {
  const out: string[] = [];
  const error: string[] = [];
  const code = await run({ 'dead-letters': deadLetters }, ['dead-letters', ...args], {
    env: { KAFKA_BROKERS: stack.kafkaBrokers },
    out: (text) => void out.push(text),
    error: (text) => void error.push(text),
  });
  return { code, out: out.join('\n'), error: error.join('\n') };
}
const json = async (...args: readonly string[]): Promise<readonly Record<string, unknown>[]> =>
  JSON.parse((await tierline(...args, '--json')).out) as readonly Record<string, unknown>[];
const who = ['--by', 'mia', '--why', 'the bug is gone'] as const;
const { topic } = deviceUnlockTopics.ingress.stores;

describe('tierline dead-letters', () => {
  let keys = 0;
  /** A key of its own, of which two commands are parked. */
  let key: string;
  beforeEach(async () => {
    keys += 1;
    key = `request-${keys}`;
    service.failing.add(key);
    await service.send(key, `${key}-1`);
    await service.send(key, `${key}-2`);
    // Somebody whose commands work, or the service would think that the trouble is its own.
    await service.send('neighbour', `neighbour-${keys}`);
    await service.isHandled();
  });

  it('lists what is parked, and why, without what it says', async () => {
    const { code, out } = await tierline('list', '--key', key);
    expect(code).toBe(0);
    expect(out).toMatch(/^ID +KEY +STATE +REASON/);
    expect(out).toContain('failed  RangeError');
    expect(out.split('\n')).toHaveLength(3);
    expect(out).not.toContain('credentials');
  });

  it('shows headers, sizes and what became of it, without what it says', async () => {
    await tierline('redrive', '--key', key, ...who);
    const { code, out } = await tierline('show', '--key', key);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^ce_id +${key}-1$`, 'm'));
    expect(out).toContain('failed-again (RangeError): order');
    expect(out).toContain('by mia: the bug is gone');
    expect(out).not.toContain('unknown');
  });

  it('redrives a key, and says what became of each of its commands', async () => {
    service.failing.clear();
    expect(await json('redrive', '--key', key, ...who)).toMatchObject([
      { key, result: 'redriven', detail: 'accepted' },
      { key, result: 'redriven', detail: 'accepted' },
    ]);
    expect(service.done.filter((id) => id.startsWith(`${key}-`))).toEqual([`${key}-1`, `${key}-2`]);
    expect(await json('list', '--key', key)).toEqual([]);
  });

  it('says what stays parked, and ends with 1, when it fails again', async () => {
    service.failing.delete(key);
    service.failing.add(`${key}-2`);
    const { code, out } = await tierline('redrive', '--error', 'RangeError', '--key', key, ...who);
    expect([code, out]).toEqual([1, expect.stringMatching(/redriven +accepted\n.*failed-again +RangeError/)]);
    expect(await json('list', '--key', key)).toMatchObject([{ state: 'parked', reason: 'behind' }]);
  });

  it('discards one command, after which the other is redriven alone', async () => {
    const [first, second] = (await json('list', '--key', key)).map(({ id }) => String(id));
    const early = await tierline('redrive', '--id', second ?? '', ...who);
    expect([early.code, early.error]).toEqual([2, expect.stringContaining(`stands behind ${String(first)}`)]);
    expect((await tierline('discard', '--id', first ?? '', ...who)).code).toBe(0);
    service.failing.clear();
    expect((await tierline('redrive', '--id', second ?? '', ...who)).code).toBe(0);
    expect(service.done.filter((id) => id.startsWith(`${key}-`))).toEqual([`${key}-2`]);
    expect((await tierline('discard', '--id', first ?? '', ...who)).error).toBe(
      `${String(first)}: not put aside, or settled`,
    );
  });

  it('redrives a dead letter, of which it tells what is wrong', async () => {
    await service.send(`letter-${key}`, 'invalid', '{"credentials":"hunter2"}');
    await service.isHandled();
    const chosen = ['--topic', topic, '--reason', 'invalid', '--key', `letter-${key}`];
    const shown = await tierline('show', ...chosen);
    expect(shown.out).toContain('credentials: ');
    expect(shown.out).not.toContain('hunter2');
    expect(await json('redrive', ...chosen, ...who)).toMatchObject([{ result: 'failed-again', detail: 'invalid' }]);
    expect(await json('discard', ...chosen, ...who)).toMatchObject([{ result: 'discarded' }]);
    expect(await json('list', ...chosen)).toEqual([]);
    expect(await json('list', ...chosen, '--all')).toMatchObject([{ state: 'settled' }]);
  });

  it('does not wait when it is told not to', async () => {
    const { code, out } = await tierline('redrive', '--key', key, ...who, '--no-wait');
    expect([code, out]).toEqual([0, expect.stringContaining('unknown')]);
  });
});

describe('tierline dead-letters, asked for what cannot be', () => {
  it.each([
    [['redrive', ...who], 'say what to redrive: --id, --key, --topic, --reason, --error or --since', 2],
    [['redrive', '--key', 'k', '--why', 'w'], '--by must say who wants it', 2],
    [['discard', '--key', 'k', '--by', 'b'], '--why must say why it is wanted', 2],
    [['discard', '--key', 'no-such-key', ...who], 'nothing that is put aside is meant by that', 1],
    [['show', '--id', `${topic}/0/999`], `${topic}/0/999: not put aside, or settled`, 1],
    [['list', '--context', 'billing'], '--context must be one of device-unlock, customer-value, and is billing', 2],
    [['list', '--brokers', 'here'], '--brokers or KAFKA_BROKERS must be host:port with commas between, and is here', 2],
    [
      ['list', '--since', 'soon'],
      '--since must be a moment as 2026-03-01T09:30Z or an age as 30m, 2h or 1d, and is soon',
      2,
    ],
    [['list', '--brokers', '127.0.0.1:1'], 'Kafka does not answer: ', 1],
    [['list', '--nonsense'], "Unknown option '--nonsense'", 2],
  ] as const)('%j says so in one line', async (args, message, expected) => {
    const { code, error } = await tierline(...args);
    expect([code, error.split('\n').length]).toEqual([expected, 1]);
    expect(error).toContain(message);
  });
});
