import type { Command, Decider } from '../decider.js';
import type { EventMetadata } from '../event-metadata.js';
import { executor, type Undecided } from '../executor.js';
import { streamName, type CommandId } from '../ids.js';
import type { Message } from '../message.js';
import { policyBook, type Policy } from '../policy.js';
import type { StoredEvent } from '../ports.js';
import { memoryStore } from './memory-store.js';
import { weakDigest } from './weak-digest.js';

/** Executes commands on one stream as a service would, and gives the stream as it was stored. Each of them may create it. */
export async function recordCommands<
  C extends Command,
  E extends Message,
  State,
  Reason extends string,
  P extends object,
>(
  decider: Decider<C, E, State, Reason, P>,
  policy: Policy<P>,
  commands: readonly C[],
): Promise<readonly StoredEvent<EventMetadata>[]> {
  const store = memoryStore();
  const stream = streamName('spec.aggregate', '1');
  const execute = executor<C, E, State, Reason, P>({
    decider,
    creates: commands.map(({ type }) => type),
    // The commands of a spec carry their facts.
    gather: (command) => command as unknown as C,
    policies: policyBook([policy]),
    registry: { check: () => undefined },
    store,
    digest: weakDigest,
    build: 'spec',
  });
  for (const [index, command] of commands.entries()) {
    const id = `command-${String(index)}` as CommandId;
    await execute(stream, { ...command, id } as unknown as Undecided<C>, { correlationId: 'spec' });
  }
  return (await store.read(stream)) as readonly StoredEvent<EventMetadata>[];
}
