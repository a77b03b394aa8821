import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { customerValueTopics, deviceUnlockTopics, topicDeclarations } from '@tierline/contracts';
import { startStack, type Stack, type StackOptions } from '@tierline/stack';
import { deviceUnlockMain, developmentSecrets } from './services.js';

/** Where everything listens; 0 takes any port that is free. */
export interface Ports {
  readonly kafka: number;
  readonly eventstore: number;
  readonly identity: number;
  readonly deviceUnlock: number;
  readonly deviceUnlockHealth: number;
}

/** The ports of `npm start`. */
export const usualPorts: Ports = {
  kafka: 9092,
  eventstore: 2113,
  identity: 8180,
  deviceUnlock: 8080,
  deviceUnlockHealth: 8081,
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
    dir,
    parts: ['kafka', 'eventstore', 'identity'],
    ports: { kafka: ports.kafka, eventstore: ports.eventstore, identity: ports.identity },
    // The topic of customer value is there before its service is.
    topics: [...topicDeclarations(deviceUnlockTopics), ...topicDeclarations(customerValueTopics)],
    services: [
      {
        name: 'device-unlock',
        main: deviceUnlockMain,
        httpPort: ports.deviceUnlock,
        healthPort: ports.deviceUnlockHealth,
        env: developmentSecrets(join(dir, 'secrets')),
      },
    ],
  });
}
