import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ServiceDescription } from '@tierline/platform';

/** Programs that say what a service is, by the names of the services. */
const programs: Readonly<Record<string, string>> = {
  'customer-value': fileURLToPath(new URL('../../../../apps/customer-value/dist/describe.js', import.meta.url)),
  'device-unlock': fileURLToPath(new URL('../../../../apps/device-unlock/dist/describe.js', import.meta.url)),
};

const TIMEOUT = 30_000;
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Asks a service what it is. It is not started: a program of its own prints its declarations.
 *
 * @throws {Error} with what the program said, when it fails; naming the service, when there is no such program
 */
export function describedService(name: string): ServiceDescription {
  const program = programs[name];
  if (program === undefined) throw new Error(`nobody says what ${name} is`);
  const options = { encoding: 'utf8', timeout: TIMEOUT, maxBuffer: MOST_BYTES } as const;
  return JSON.parse(execFileSync(process.execPath, [program], options)) as ServiceDescription;
}

/** What every service is, by the names of the services. */
export const describedServices = (): Readonly<Record<string, ServiceDescription>> =>
  Object.fromEntries(Object.keys(programs).map((name) => [name, describedService(name)]));
