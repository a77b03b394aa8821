import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  callRoutingTopics,
  coverageComplaintsTopics,
  customerValueTopics,
  deviceUnlockTopics,
  topicDeclarations,
  type ContextTopics,
} from '@tierline/contracts';

const KEY_BYTES = 32;

const programOf = (app: string) => fileURLToPath(new URL(`../../${app}/dist/main.js`, import.meta.url));

/** A service of the system, and where it listens with `npm start`. */
export interface Service {
  /** As its context is named. */
  readonly name: string;
  /** As people call it. */
  readonly title: string;
  readonly main: string;
  readonly topics: ContextTopics;
  readonly httpPort: number;
  readonly healthPort: number;
}

/** Every service that `npm start` runs. A further one is added here. */
export const services = [
  {
    ...{ name: 'device-unlock', title: 'device unlock', main: programOf('device-unlock'), topics: deviceUnlockTopics },
    ...{ httpPort: 8080, healthPort: 8081 },
  },
  {
    ...{ name: 'customer-value', title: 'customer value', main: programOf('customer-value') },
    ...{ topics: customerValueTopics, httpPort: 8090, healthPort: 8091 },
  },
] as const satisfies readonly Service[];

/** The name of a service. */
export type ServiceName = (typeof services)[number]['name'];

/** Contexts that services listen to, and whose own services are not here. */
const neighbours = [callRoutingTopics, coverageComplaintsTopics];

/** The topics of the whole system. */
export const topics = [...services.map((service) => service.topics), ...neighbours].flatMap((each) =>
  topicDeclarations(each),
);

/**
 * The secrets of a service on this machine, made once and kept: without them its data cannot be read.
 *
 * @param folder where the secrets of all services are
 */
export function developmentSecrets(folder: string, name: string): Readonly<Record<string, string>> {
  const file = join(folder, `${name}.json`);
  if (!existsSync(file)) {
    const secret = () => randomBytes(KEY_BYTES).toString('hex');
    mkdirSync(folder, { recursive: true });
    const secrets = { TIERLINE_DIRECTORY_KEY: secret(), TIERLINE_MASTER_KEY: secret() };
    writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
}
