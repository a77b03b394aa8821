import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { featureVersion, findJdk } from './java.js';

describe('the feature version of a Java version text', () => {
  it.each([
    ['17.0.15', 17],
    ['21', 21],
    ['25-ea', 25],
    ['1.8.0_401', 8],
  ])('of %s is %d', (text, version) => {
    expect(featureVersion(text)).toBe(version);
  });
});

describe('finding a JDK', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'tierline-jdk-'));
  });
  afterEach(() => rm(home, { recursive: true }));

  async function kit(version: string, tools: readonly string[]): Promise<void> {
    await mkdir(join(home, 'bin'));
    await writeFile(join(home, 'release'), `IMPLEMENTOR="Somebody"\nJAVA_VERSION="${version}"\n`);
    for (const tool of tools) {
      await writeFile(join(home, 'bin', tool), '');
      await chmod(join(home, 'bin', tool), 0o755);
    }
  }

  it('takes the one that JAVA_HOME names', async () => {
    await kit('21.0.2', ['java', 'javac', 'jar']);
    await expect(findJdk({ JAVA_HOME: home })).resolves.toMatchObject({ home, version: 21 });
  });

  it('takes the first one in PATH without JAVA_HOME', async () => {
    await kit('17', ['java', 'javac', 'jar']);
    await expect(findJdk({ PATH: `/nowhere:${join(home, 'bin')}` })).resolves.toMatchObject({ home, version: 17 });
  });

  it('gives two builds two fingerprints', async () => {
    await kit('17', ['java', 'javac', 'jar']);
    const before = await findJdk({ JAVA_HOME: home });
    await writeFile(join(home, 'release'), 'JAVA_VERSION="17.0.1"\n');
    expect((await findJdk({ JAVA_HOME: home })).fingerprint).not.toBe(before.fingerprint);
  });

  it('says where it looked when there is none', async () => {
    await expect(findJdk({ PATH: '/nowhere' })).rejects.toMatchObject({
      failure: 'java-missing',
      message: 'there is no java in PATH: install a JDK of version 17 or later, or point JAVA_HOME at one',
    });
    await expect(findJdk({ JAVA_HOME: '/nowhere' })).rejects.toThrow('JAVA_HOME is /nowhere');
  });

  it('refuses a Java that is too old, or of no version that it can read', async () => {
    await kit('11.0.2', ['java', 'javac', 'jar']);
    await expect(findJdk({ JAVA_HOME: home })).rejects.toMatchObject({ failure: 'java-too-old' });
    await writeFile(join(home, 'release'), 'JAVA_VERSION="who knows"\n');
    await expect(findJdk({ JAVA_HOME: home })).rejects.toMatchObject({ failure: 'java-too-old' });
  });

  it('refuses a runtime without compiler', async () => {
    await kit('17', ['java']);
    await expect(findJdk({ JAVA_HOME: home })).rejects.toMatchObject({ failure: 'jdk-incomplete' });
  });
});
