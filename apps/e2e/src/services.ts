import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const KEY_BYTES = 32;

/** The program of device unlock. */
export const deviceUnlockMain = fileURLToPath(new URL('../../device-unlock/dist/main.js', import.meta.url));

/**
 * The secrets of a service on this machine, made once and kept with its data: without them the data cannot be read.
 *
 * @param folder of the service's data
 */
export function developmentSecrets(folder: string): Readonly<Record<string, string>> {
  const file = join(folder, 'secrets.json');
  if (!existsSync(file)) {
    const secret = () => randomBytes(KEY_BYTES).toString('hex');
    mkdirSync(folder, { recursive: true });
    const secrets = { TIERLINE_DIRECTORY_KEY: secret(), TIERLINE_MASTER_KEY: secret() };
    writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
}
