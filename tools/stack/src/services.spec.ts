import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ServiceSpec } from './service-spec.js';
import { startStack, type Stack, type UnexpectedExit } from './start-stack.js';
import { isAlive, SAMPLE_SERVICE, temporaryFolder, until } from './testing/support.js';

const sample = (name: string, env: Record<string, string> = {}): ServiceSpec => ({ name, main: SAMPLE_SERVICE, env });

describe('services in a stack', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let stack: Stack | undefined;
  const exits: UnexpectedExit[] = [];
  beforeEach(async () => {
    folder = await temporaryFolder();
    exits.length = 0;
  });
  afterEach(async () => {
    await stack?.stop();
    stack = undefined;
    await folder.remove();
  });

  async function start(...services: ServiceSpec[]): Promise<Stack> {
    const onExit = (exit: UnexpectedExit) => exits.push(exit);
    stack = await startStack({ dir: folder.path, parts: [], topics: [], services, onExit });
    return stack;
  }
  async function theService(name: string) {
    const service = stack?.services[name];
    if (!service) throw new Error(`there is no ${name}`);
    return service;
  }

  it('are ready when the stack is, each with ports and a folder of its own', async () => {
    const { services } = await start(sample('one'), sample('two', { SAMPLE: 'loud' }));
    const environments = await Promise.all(
      Object.values(services).map(
        async ({ httpUrl }) => (await fetch(httpUrl)).json() as Promise<Record<string, string>>,
      ),
    );
    expect(environments.map((env) => [env['TIERLINE_DATA_DIR'], env['SAMPLE']])).toEqual([
      [join(folder.path, 'services', 'one', 'data'), undefined],
      [join(folder.path, 'services', 'two', 'data'), 'loud'],
    ]);
    const ports = environments.flatMap((env) => [env['TIERLINE_HTTP_PORT'], env['TIERLINE_HEALTH_PORT']]);
    expect(new Set(ports).size).toBe(4);
    expect(await readFile((await theService('two')).logFile, 'utf8')).toBe('the sample begins as loud\n');
  });

  it('are stopped by the stack without a trace, also one that does not listen to SIGTERM, or is paused', async () => {
    const { services, stop } = await start(sample('kind'), sample('deaf', { SAMPLE: 'deaf' }), sample('paused'));
    const pids = Object.values(services).map(({ pid }) => pid);
    (await theService('paused')).kill('SIGSTOP');
    const begun = performance.now();
    await stop();
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(pids.filter(isAlive)).toEqual([]);
    expect(exits).toEqual([]);
  });

  it('can be killed and started again on the same ports', async () => {
    await start(sample('one'));
    const service = await theService('one');
    const { pid, httpUrl } = service;
    service.kill('SIGKILL');
    expect(await service.exited).toEqual({ code: null, signal: 'SIGKILL' });
    await service.restart();
    expect(service.pid).not.toBe(pid);
    expect((await fetch(httpUrl)).status).toBe(200);
    expect(exits).toEqual([]);
  });

  it('cannot be started again after their stack has stopped', async () => {
    const { stop } = await start(sample('one'));
    const service = await theService('one');
    await stop();
    await expect(service.restart()).rejects.toThrow('one: was stopped with its stack');
    expect(isAlive(service.pid)).toBe(false);
  });

  it('that end unasked are told', async () => {
    await start(sample('one'));
    const { pid, exited, logFile } = await theService('one');
    process.kill(pid, 'SIGKILL');
    await exited;
    expect(exits).toEqual([{ name: 'one', logFile, code: null, signal: 'SIGKILL' }]);
  });

  it('that end before they are ready are an error with their last words, and the others are stopped', async () => {
    const failing = start(sample('good'), sample('bad', { SAMPLE: 'broken' }));
    await expect(failing).rejects.toMatchObject({
      name: 'StackError',
      part: 'bad',
      message: expect.stringMatching(
        /^bad: ended before it was ready, with code 1; its last words \(.*service\.log\):\n/,
      ),
    });
    await expect(failing).rejects.toThrow('Error: the sample cannot go on');
  });

  it('that never get ready are an error, and are not left running', async () => {
    const failing = start({ ...sample('slow', { SAMPLE: 'unready' }), readyTimeoutMs: 1_500 });
    await expect(failing).rejects.toThrow('slow: was not ready after 1.5 s');
  });

  it('are refused when a port that they ask for is in use', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as AddressInfo;
    await expect(start({ ...sample('one'), httpPort: port })).rejects.toThrow(
      `one: port ${String(port)} on 127.0.0.1 is in use`,
    );
    holder.close();
  });

  it('are refused with a name that is no folder, or that is used twice', async () => {
    await expect(start(sample('../one'))).rejects.toThrow('"../one": name must be');
    await expect(start(sample('one'), sample('one'))).rejects.toThrow('one: name is used twice');
  });

  it('end when the owner of the stack is killed, also one that was paused', async () => {
    const options = { dir: folder.path, parts: [], topics: [], services: [sample('one'), sample('two')] };
    const owner = spawn(process.execPath, [join(import.meta.dirname, 'testing', 'owner.js'), JSON.stringify(options)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(owner.stdout, 'data')) as [Buffer];
    const pids = JSON.parse(line.toString()) as number[];
    expect(pids.filter(isAlive)).toHaveLength(2);
    process.kill(pids[0] ?? 0, 'SIGSTOP');
    owner.kill('SIGKILL');
    await until('both have ended', () => !pids.some(isAlive), 10_000);
  });
});
