import { describe, expect, it } from '@jest/globals';
import { contextTopics, messageType } from '@tierline/contracts';
import type { EventMetadata, StoredEvent } from '@tierline/kernel';
import { ownCommands, UnpublishableEvent } from './publication.js';

class LookV1 {}
const look = messageType('Look', 1, LookV1);
const event = { id: 'event-1', stream: 'spec.lamp-1', revision: 0, type: 'LampLit' } as StoredEvent<EventMetadata>;
const itself = { sender: 'customer-value', channel: 'system', commands: [look] } as const;
const topics = contextTopics('customer-value', { internal: itself }, []);

describe('a command that a context gives itself', () => {
  it('goes to its own ingress topic under the id of the event, however often that is met', async () => {
    const ask = ownCommands(topics, () => ({ message: look, data: { lamp: 1 } }));
    const command = {
      topic: 'tierline.customer-value.internal.v1',
      type: 'tierline.customer-value.Look.v1',
      id: 'event-1',
    };
    expect(await ask(event)).toEqual([{ ...command, data: { lamp: 1 } }]);
    expect(await ask(event)).toEqual(await ask(event));
  });

  it('is none where nothing follows from an event', async () => {
    expect(await ownCommands(topics, () => Promise.resolve(undefined))(event)).toEqual([]);
  });

  it('cannot be sent by a context that takes none of its own', async () => {
    const mute = contextTopics('call-routing', { internal: itself }, []);
    await expect(ownCommands(mute, () => ({ message: look, data: {} }))(event)).rejects.toThrow(UnpublishableEvent);
    expect(await ownCommands(mute, () => undefined)(event)).toEqual([]);
  });
});
