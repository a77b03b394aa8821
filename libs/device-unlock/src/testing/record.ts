import {
  executor,
  policyBook,
  streamName,
  type Command,
  type CommandId,
  type Decider,
  type Digest,
  type EventMetadata,
  type EventStore,
  type Message,
  type StoredEvent,
  type Undecided,
} from '@tierline/kernel';
import type { DeviceUnlockPolicyValues } from '../policy-values.js';
import { policy } from './fixtures.js';

/** Executes commands on a stream as a service would, and gives the stream as it was stored. The first one creates. */
export async function record<C extends Command, E extends Message, State, Reason extends string>(
  { store, digest }: { readonly store: EventStore; readonly digest: Digest },
  decider: Decider<C, E, State, Reason, DeviceUnlockPolicyValues>,
  commands: readonly C[],
): Promise<readonly StoredEvent<EventMetadata>[]> {
  const stream = streamName('spec.request', '1');
  const execute = executor<C, E, State, Reason, DeviceUnlockPolicyValues>({
    decider,
    creates: commands.slice(0, 1).map(({ type }) => type),
    gather: (command) => command as unknown as C,
    policies: policyBook([policy]),
    registry: { check: () => undefined },
    store,
    digest,
    build: 'spec',
  });
  for (const [index, command] of commands.entries()) {
    const id = `command-${String(index)}` as CommandId;
    await execute(stream, { ...command, id } as unknown as Undecided<C>, { correlationId: 'spec' });
  }
  return (await store.read(stream)) as readonly StoredEvent<EventMetadata>[];
}
