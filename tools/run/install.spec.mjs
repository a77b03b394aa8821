import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { firstDifference, reasonToInstall } from './install.mjs';

const packages = {
  '': { version: '0.0.0' },
  'libs/kernel': { version: '0.0.0' },
  'node_modules/@tierline/kernel': { resolved: 'libs/kernel', link: true },
  'node_modules/jest': { version: '30.5.2', integrity: 'sha512-a' },
  'node_modules/bindings-for-another-system': { version: '1.0.0', integrity: 'sha512-b', optional: true },
};
const { '': _root, 'node_modules/bindings-for-another-system': _optional, ...installed } = packages;

describe('the first difference between lock file and installation', () => {
  it('is none when all but optional packages are there', () =>
    expect(firstDifference({ packages }, { packages: installed })).toBeUndefined());

  it('is a package that is not installed', () => {
    const { 'node_modules/jest': _jest, ...rest } = installed;
    expect(firstDifference({ packages }, { packages: rest })).toBe('node_modules/jest is not installed');
  });

  it('is a package in another version', () => {
    const older = { ...installed, 'node_modules/jest': { version: '29.0.0', integrity: 'sha512-c' } };
    expect(firstDifference({ packages }, { packages: older })).toBe(
      'node_modules/jest is 29.0.0, the lock file says 30.5.2',
    );
  });

  it('is a package of the same version with other content', () => {
    const other = { ...installed, 'node_modules/jest': { version: '30.5.2', integrity: 'sha512-c' } };
    expect(firstDifference({ packages }, { packages: other })).toMatch(/^node_modules\/jest is 30\.5\.2/);
  });

  it('is a project that moved', () => {
    const moved = { ...installed, 'node_modules/@tierline/kernel': { resolved: 'libs/core', link: true } };
    expect(firstDifference({ packages }, { packages: moved })).toMatch(/^node_modules\/@tierline\/kernel is/);
  });

  it('is a package that the lock file no longer names', () => {
    const more = { ...installed, 'node_modules/left-over': { version: '1.0.0' } };
    expect(firstDifference({ packages }, { packages: more })).toBe(
      'node_modules/left-over is no longer in the lock file',
    );
  });
});

describe('the reason to install', () => {
  let root = '';
  const put = (/** @type {string} */ file, /** @type {string} */ text) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  const lock = JSON.stringify({ packages: { 'node_modules/jest': { version: '30.5.2' } } });

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'tierline-install-'));
    put('package-lock.json', lock);
    put('node_modules/.package-lock.json', lock);
    put('node_modules/jest/package.json', '{}');
    put('node_modules/node/bin/node', '');
  });

  afterEach(() => rmSync(root, { recursive: true }));

  it('is none when everything is in place', () => expect(reasonToInstall(root)).toBeUndefined());

  it.each([
    ['node_modules', 'nothing is installed yet'],
    ['node_modules/.package-lock.json', 'the last installation did not finish'],
    ['node_modules/jest', 'node_modules/jest is gone'],
    ['node_modules/node', 'Node 24 is missing'],
  ])('is the loss of %s', (path, reason) => {
    rmSync(join(root, path), { recursive: true });
    expect(reasonToInstall(root)).toBe(reason);
  });

  it('is a record that was cut off', () => {
    put('node_modules/.package-lock.json', lock.slice(0, 20));
    expect(reasonToInstall(root)).toBe('the record of the last installation is unreadable');
  });

  it('is a lock file that names something else', () => {
    put('package-lock.json', lock.replace('30.5.2', '30.6.0'));
    expect(reasonToInstall(root)).toBe('node_modules/jest is 30.5.2, the lock file says 30.6.0');
  });
});
