import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startStack, type PartName, type Stack, type StackOptions } from '@tierline/stack';
import { developmentSecrets, services, topics, type Service } from './services.js';

/** Where everything listens; 0 takes any port that is free. */
export interface Ports {
  readonly parts: Readonly<Record<PartName, number>>;
  readonly of: (service: Service) => Pick<Service, 'httpPort' | 'healthPort'>;
}

/** The ports of `npm start`. */
export const usualPorts: Ports = {
  parts: { kafka: 9092, eventstore: 2113, identity: 8180 },
  of: ({ httpPort, healthPort }) => ({ httpPort, healthPort }),
};

/** Ports that nobody uses. */
export const anyPorts: Ports = {
  parts: { kafka: 0, eventstore: 0, identity: 0 },
  of: () => ({ httpPort: 0, healthPort: 0 }),
};

/** Starts the whole system in a folder, empty if it is to begin anew. @throws {StackError} naming what could not start */
export async function startSystem(
  dir: string,
  fresh: boolean,
  ports: Ports,
  options: Pick<StackOptions, 'onStep' | 'onProgress' | 'onExit' | 'env'> = {},
): Promise<Stack> {
  if (fresh) await rm(dir, { recursive: true, force: true });
  return startStack({
    ...options,
    ...{ dir, parts: ['kafka', 'eventstore', 'identity'], ports: ports.parts, topics },
    services: services.map((service) => ({
      ...{ name: service.name, main: service.main, ...ports.of(service) },
      env: developmentSecrets(join(dir, 'secrets'), service.name),
    })),
  });
}
