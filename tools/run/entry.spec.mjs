import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const entry = join(import.meta.dirname, '..', 'run.mjs');
const tooOld = `data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'18.20.0'}})`;

describe('the entry script', () => {
  let bin = '';

  beforeEach(() => {
    bin = mkdtempSync(join(tmpdir(), 'tierline-bin-'));
  });

  afterEach(() => rmSync(bin, { recursive: true }));

  /** @param {string} name @param {string} script */
  const put = (name, script) => writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });

  /** @param {readonly string[]} args @param {readonly string[]} [nodeFlags] */
  const run = (args, nodeFlags = []) => {
    symlinkSync('/bin/sh', join(bin, 'sh'));
    const env = { ...process.env, PATH: bin, JAVA_HOME: '', KAFKA_BROKERS: '' };
    const { status, stderr } = spawnSync(process.execPath, [...nodeFlags, entry, ...args], { env, encoding: 'utf8' });
    return { status, lines: stderr.trim().split('\n') };
  };

  it('says that Node is too old', () =>
    expect(run(['test'], ['--import', tooOld])).toEqual({
      status: 1,
      lines: ['Node 18.20.0 is too old: install Node 20 or later (https://nodejs.org) and try again.'],
    }));

  it('says which commands there are', () => {
    const { status, lines } = run(['tset']);
    expect(status).toBe(1);
    expect(lines).toEqual([expect.stringMatching(/^Unknown command "tset": use one of start, test, /)]);
  });

  it.each(['start', 'test'])('%s says that there is no JDK', (command) => {
    const { status, lines } = run([command]);
    expect(status).toBe(1);
    expect(lines).toEqual([expect.stringMatching(/^No JDK was found .* Kafka needs a JDK 17 or later: install one/)]);
  });

  it.each(['1.8.0_402', '11.0.2'])('says that JDK %s is too old', (version) => {
    put('javac', `echo javac ${version}`);
    expect(run(['start'])).toMatchObject({ status: 1, lines: [expect.stringMatching(/^The JDK is too old/)] });
  });

  it('says that there is no Maven', () => {
    put('javac', 'echo javac 21.0.1');
    expect(run(['start'])).toMatchObject({
      status: 1,
      lines: [expect.stringMatching(/^Maven was not found: install/)],
    });
  });
});
