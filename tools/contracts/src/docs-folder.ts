import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Files } from './generate/generated-files.js';

/** Where the documents of the workspace lie. */
export const DOCS = fileURLToPath(new URL('../../../docs', import.meta.url));

/** The folders in which every file is generated. */
const GENERATED = ['contracts/schemas', 'contracts/samples', 'contracts/openapi', 'reference'];

/**
 * How generated files differ from those that lie in a folder: one line for each that is missing, out of date, or there and
 * not generated.
 *
 * @param docs the folder
 */
export function drift(docs: string, files: Files): readonly string[] {
  const differing = Object.entries(files).flatMap(([path, text]) => {
    const file = join(docs, path);
    if (!existsSync(file)) return [`docs/${path} is missing`];
    return readFileSync(file, 'utf8') === text ? [] : [`docs/${path} is not what the classes say`];
  });
  return [...differing, ...strays(docs, files).map((path) => `docs/${path} is of nothing that there is`)];
}

/** Writes files, and removes those that are no longer generated. @returns what had been different */
export function write(docs: string, files: Files): readonly string[] {
  const differing = drift(docs, files);
  for (const path of strays(docs, files)) rmSync(join(docs, path));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(docs, path)), { recursive: true });
    writeFileSync(join(docs, path), text);
  }
  return differing;
}

const strays = (docs: string, files: Files): readonly string[] =>
  GENERATED.filter((folder) => existsSync(join(docs, folder))).flatMap((folder) =>
    readdirSync(join(docs, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(docs.length + 1))
      .filter((path) => !Object.hasOwn(files, path)),
  );
