import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Files } from '../generate/generated-files.js';
import type { JsonObject } from '../json.js';
import { breakingChanges } from './asyncapi.js';
import type { BreakingChange } from './breaking-change.js';
import { breakingHttpChanges } from './openapi.js';

const RELEASED = 'contracts/released';
/** What of the generated files is kept of a release: all that others go by. */
const isKept = (path: string) => path === 'contracts/asyncapi.json' || path.startsWith('contracts/openapi/');

/** One release: its number and its documents, by their paths below its folder. */
export interface Release {
  readonly number: number;
  readonly documents: Files;
}

/** Every release that a folder of documents has, oldest first. */
export function releasesIn(docs: string): readonly Release[] {
  const folder = join(docs, RELEASED);
  if (!existsSync(folder)) return [];
  const numbers = readdirSync(folder).map(Number).filter(Number.isSafeInteger);
  return numbers
    .toSorted((one, other) => one - other)
    .map((number) => ({ number, documents: documentsIn(join(folder, String(number))) }));
}

/** What breaks between a release and the current files, document by document. */
export function changesSince({ documents }: Release, files: Files): readonly BreakingChange[] {
  return Object.entries(documents).flatMap(([path, text]) => {
    const current = files[`contracts/${path}`];
    if (current === undefined) return [{ where: path, what: 'the document is gone' }];
    const compare = path === 'asyncapi.json' ? breakingChanges : breakingHttpChanges;
    return compare(JSON.parse(text) as JsonObject, JSON.parse(current) as JsonObject);
  });
}

/**
 * Keeps the current files as a new release.
 *
 * @returns its number
 * @throws {Error} naming every breaking change since any release before, or when nothing has changed
 */
export function release(docs: string, files: Files): number {
  const before = releasesIn(docs);
  const broken = before.flatMap((each) =>
    changesSince(each, files).map(({ where, what }) => `release ${String(each.number)}: ${where}: ${what}`),
  );
  if (broken.length > 0) throw new Error(broken.join('\n'));
  const kept = Object.entries(files).filter(([path]) => isKept(path));
  const last = before.at(-1);
  const isSame = last && kept.every(([path, text]) => last.documents[path.slice('contracts/'.length)] === text);
  if (isSame) throw new Error(`nothing has changed since release ${String(last.number)}`);
  const number = (last?.number ?? 0) + 1;
  for (const [path, text] of kept) {
    const file = join(docs, RELEASED, String(number), path.slice('contracts/'.length));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return number;
}

const documentsIn = (folder: string): Files =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')]),
  );
