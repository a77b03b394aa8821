import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ServiceDescription } from '@tierline/platform';

/** Programs that say what a service is, by the names of the services. */
const programs: Readonly<Record<string, string>> = {
  'device-unlock': fileURLToPath(new URL('../../../../apps/device-unlock/dist/describe.js', import.meta.url)),
};

const TIMEOUT = 30_000;
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Asks every service what it is. None is started: a program of its own prints its declarations.
 *
 * @throws {Error} with what the program said, when it fails
 */
export const describedServices = (): Readonly<Record<string, ServiceDescription>> =>
  Object.fromEntries(
    Object.entries(programs).map(([name, program]) => {
      const options = { encoding: 'utf8', timeout: TIMEOUT, maxBuffer: MOST_BYTES } as const;
      return [name, JSON.parse(execFileSync(process.execPath, [program], options)) as ServiceDescription];
    }),
  );
