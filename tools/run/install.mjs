import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { node24 } from './toolchain.mjs';

/**
 * @typedef {{ version?: string, resolved?: string, integrity?: string, link?: boolean, optional?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} LockFile
 */

/** @param {LockedPackage} entry */
const identity = ({ version, integrity, link, resolved }) =>
  JSON.stringify(link ? ['link', resolved] : [version, integrity]);

/**
 * What differs between the packages that are installed and those that the lock file names: the first difference in
 * words, or undefined. An optional package may be missing, since it is often one for another kind of machine.
 * @param {LockFile} wanted package-lock.json
 * @param {LockFile} installed node_modules/.package-lock.json, which npm writes when it is done
 */
export function firstDifference(wanted, installed) {
  const inside = (/** @type {LockFile} */ file) =>
    new Map(Object.entries(file.packages ?? {}).filter(([path]) => path.includes('node_modules/')));
  const there = inside(installed);
  for (const [path, entry] of inside(wanted)) {
    const found = there.get(path);
    there.delete(path);
    if (found === undefined && !entry.optional) return `${path} is not installed`;
    if (found !== undefined && identity(found) !== identity(entry)) {
      return `${path} is ${found.version ?? 'another'}, the lock file says ${entry.version ?? 'otherwise'}`;
    }
  }
  const [extra] = there.keys();
  return extra === undefined ? undefined : `${extra} is no longer in the lock file`;
}

/**
 * Why `npm ci` has to run, in words; undefined when everything that the lock file names is in place.
 * @param {string} root
 */
export function reasonToInstall(root) {
  const modules = join(root, 'node_modules');
  if (!existsSync(modules)) return 'nothing is installed yet';
  const record = join(modules, '.package-lock.json');
  if (!existsSync(record)) return 'the last installation did not finish';
  const [wanted, installed] = [join(root, 'package-lock.json'), record].map((file) => readLock(file));
  if (installed === undefined) return 'the record of the last installation is unreadable';
  const difference = firstDifference(wanted ?? {}, installed);
  if (difference !== undefined) return difference;
  const lost = Object.keys(installed.packages ?? {}).find((path) => !existsSync(join(root, path)));
  if (lost !== undefined) return `${lost} is gone`;
  return existsSync(node24(root)) ? undefined : 'Node 24 is missing';
}

/**
 * @param {string} file
 * @returns {LockFile | undefined} undefined when it was cut off
 */
function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
