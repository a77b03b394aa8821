import { afterEach, describe, expect, it } from '@jest/globals';
import { access } from 'node:fs/promises';
import { testStack, type TestStack } from './testing.js';

describe('the stack of an integration spec', () => {
  const before = { ...process.env };
  const running: TestStack[] = [];
  afterEach(async () => {
    for (const stack of running.splice(0).toReversed()) await stack.stop();
  });
  async function start(...parts: Parameters<typeof testStack>[0]): Promise<TestStack> {
    const stack = await testStack(parts, []);
    running.push(stack);
    return stack;
  }

  it('is started in a folder of its own, which is removed with it', async () => {
    const stack = await testStack(['identity'], [], { env: {} });
    await expect(access(stack.dir)).resolves.toBeUndefined();
    await stack.stop();
    await expect(access(stack.dir)).rejects.toThrow('ENOENT');
  });

  it('is used by everybody else once it is shared, and no longer when it has stopped', async () => {
    const first = await testStack(['eventstore', 'identity'], [], { env: {} });
    const outside = process.env['EVENTSTORE_URL'];
    Reflect.deleteProperty(process.env, 'EVENTSTORE_URL');
    Reflect.deleteProperty(process.env, 'TIERLINE_OIDC_ISSUER');
    first.share();
    const second = await start('eventstore', 'identity');
    expect([second.eventStoreUrl, second.issuerUrl]).toEqual([first.eventStoreUrl, first.issuerUrl]);
    expect(Object.values(second.parts).map(({ pid }) => pid)).toEqual([undefined, undefined]);
    expect(await second.token({ role: 'supervisor' })).toMatch(/^ey/);
    await first.stop();
    expect(process.env['EVENTSTORE_URL']).toBeUndefined();
    if (outside !== undefined) process.env['EVENTSTORE_URL'] = outside;
    expect(process.env['EVENTSTORE_URL']).toBe(before['EVENTSTORE_URL']);
  });

  it('is an error and never skipped when it cannot be had', async () => {
    const env = { KAFKA_BROKERS: '127.0.0.1:1' };
    await expect(testStack(['kafka'], [], { env })).rejects.toThrow('kafka: nothing answers at 127.0.0.1:1');
    await expect(testStack(['identity'], [], { env: { NODE_ENV: 'production' } })).rejects.toThrow('production');
  });
});
