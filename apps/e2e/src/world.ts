import { randomUUID } from 'node:crypto';
import { deviceUnlockTopics, type Role } from '@tierline/contracts';
import { desk } from './desk.js';
import { kafkaWorld } from './kafka-world.js';
import { storeWorld } from './store-world.js';
import type { World } from './story.js';

/** Where the doors are. */
export interface Addresses {
  readonly kafkaBrokers: string;
  readonly eventStoreUrl: string;
  readonly issuerUrl: string;
  readonly deviceUnlockUrl: string;
}

/** Connects to everything that stories touch. */
export async function openWorld(addresses: Addresses): Promise<World & { close(): Promise<void> }> {
  const { context, events, outcomes } = deviceUnlockTopics;
  const kafka = await kafkaWorld(addresses.kafkaBrokers, context, [events.topic, outcomes.topic]);
  const store = storeWorld(addresses.eventStoreUrl);
  const token = tokens(addresses.issuerUrl);
  return {
    ...kafka,
    stored: (stream, type, data) => store.stored(stream, type, data),
    history: (stream) => store.history(stream),
    newId: () => randomUUID(),
    desk: (role, name) => desk(addresses.deviceUnlockUrl, token, role, name),
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
