import { randomUUID } from 'node:crypto';
import type { Role } from '@tierline/contracts';
import type { Stack } from '@tierline/stack';
import { desk } from './desk.js';
import { kafkaWorld } from './kafka-world.js';
import { services, type ServiceName } from './services.js';
import { storeWorld } from './store-world.js';
import type { World } from './story.js';

/** Connects to everything that stories touch. */
export async function openWorld(
  stack: Pick<Stack, 'kafkaBrokers' | 'eventStoreUrl' | 'issuerUrl' | 'services'>,
): Promise<World & { close(): Promise<void> }> {
  const told = services.flatMap(({ topics: { events, outcomes } }) => [events.topic, outcomes.topic]);
  const kafka = await kafkaWorld(stack.kafkaBrokers, told);
  const store = storeWorld(stack.eventStoreUrl);
  const token = tokens(stack.issuerUrl);
  const urlOf = (name: ServiceName): string => {
    const service = stack.services[name];
    if (!service) throw new Error(`${name} was not started`);
    return service.httpUrl;
  };
  return {
    ...kafka,
    stored: (stream, type, data) => store.stored(stream, type, data),
    history: (stream) => store.history(stream),
    newId: () => randomUUID(),
    desk: (role, name, service = 'device-unlock') => desk(urlOf(service), token, role, name),
    close: async () => {
      await Promise.all([kafka.close(), store.close()]);
    },
  };
}

/** Gets tokens from the development issuer. */
function tokens(issuerUrl: string): (role: Role, name: string) => Promise<string> {
  return async (role, name) => {
    const response = await fetch(`${issuerUrl}/token?${new URLSearchParams({ role, sub: name }).toString()}`);
    const { access_token: token } = (await response.json()) as { readonly access_token: string };
    return token;
  };
}
