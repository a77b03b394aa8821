import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { hasErrorCode } from './errors.js';

/** Eight hex digits that change with the content of any of the files. */
export async function hashOfFiles(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(file));
  return hash.digest('hex').slice(0, 8);
}

/** Whether the file is there. */
export async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) return false;
    throw error;
  }
}
