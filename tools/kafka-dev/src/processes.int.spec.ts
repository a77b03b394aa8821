import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { isAlive, temporaryFolder, until } from './int-support.js';
import { findJdk } from './java.js';
import { freePort, portAnswers } from './ports.js';

const MAIN = join(import.meta.dirname, 'main.js');

function brokerPid(dir: string): number {
  const processes = execFileSync('ps', ['-eo', 'pid=,args=', '-ww'], { encoding: 'utf8' }).split('\n');
  const line = processes.find((text) => text.includes(' BrokerLauncher ') && text.includes(dir));
  if (line === undefined) throw new Error(`no broker runs on ${dir}`);
  return Number.parseInt(line, 10);
}

describe('the command', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  function start(args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
    const child = spawn(process.execPath, [MAIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    return { child, errors: text(child.stderr), exit: once(child, 'exit') as Promise<[number | null]> };
  }

  it('stops the broker when it is asked to end', async () => {
    const { child, exit } = start(['--dir', folder.path]);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const port = Number(/^ready 127\.0\.0\.1:(\d+)\n$/.exec(line.toString())?.[1]);
    expect(await portAnswers(port)).toBe(true);
    child.kill('SIGINT');
    expect((await exit)[0]).toBe(0);
    expect(await portAnswers(port)).toBe(false);
  });

  it('takes the broker with it when it is killed', async () => {
    const { child } = start(['--dir', folder.path]);
    await once(child.stdout, 'data');
    const pid = brokerPid(folder.path);
    child.kill('SIGKILL');
    await until('the broker has ended', () => !isAlive(pid), 10_000);
  });

  it('prepares an empty cache once when two start at the same moment, and leaves nothing half-made', async () => {
    const cache = join(folder.path, 'cache');
    const two = ['one', 'two'].map((name) => start(['--dir', join(folder.path, name), '--cache', cache]));
    await Promise.all(two.map(({ child }) => once(child.stdout, 'data')));
    for (const { child } of two) child.kill('SIGTERM');
    expect(await Promise.all(two.map(async ({ exit }) => (await exit)[0]))).toEqual([0, 0]);
    const told = (await Promise.all(two.map(({ errors }) => errors))).sort();
    expect(told[0]).toMatch(/^fetching Kafka .+\n.*archive.*\n$/);
    expect(told[1]).toMatch(/^waiting for another process/);
    const [version = ''] = await readdir(cache);
    expect((await readdir(join(cache, version))).filter((name) => name.startsWith('tmp-'))).toEqual([]);
  });

  it('says in one line that a port is in use', async () => {
    const port = await freePort();
    const holder = start(['--dir', join(folder.path, 'a'), '--port', String(port)]);
    await once(holder.child.stdout, 'data');
    const refused = start(['--dir', join(folder.path, 'b'), '--port', String(port)]);
    expect((await refused.exit)[0]).toBe(1);
    expect(await refused.errors).toMatch(/^port \d+ on 127\.0\.0\.1 is in use: [^\n]+\n$/);
    holder.child.kill('SIGTERM');
    await holder.exit;
  });

  it('says in one line that there is no Java, or no Maven when it must fetch', async () => {
    const bin = join(folder.path, 'bin');
    await mkdir(bin);
    const args = ['--dir', join(folder.path, 'd'), '--cache', join(folder.path, 'cache')];
    const noJava = start(args, { PATH: bin });
    expect((await noJava.exit)[0]).toBe(1);
    expect(await noJava.errors).toBe(
      'there is no java in PATH: install a JDK of version 17 or later, or point JAVA_HOME at one\n',
    );
    await symlink(join((await findJdk()).home, 'bin', 'java'), join(bin, 'java'));
    const noMaven = start(args, { PATH: [bin, dirname(process.execPath)].join(':') });
    expect((await noMaven.exit)[0]).toBe(1);
    expect(await noMaven.errors).toMatch(/there is no mvn in PATH: install Apache Maven 3.8 or later\n$/);
  });

  it('refuses arguments that it does not understand', async () => {
    for (const args of [[], ['--dir', folder.path, '--port', 'many']]) {
      const refused = start(args);
      expect((await refused.exit)[0]).toBe(1);
      expect(await refused.errors).toMatch(/^usage: /);
    }
  });
});
