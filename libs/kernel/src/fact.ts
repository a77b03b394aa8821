import type { Command, Decider, Fact } from './decider.js';
import type { StreamName } from './ids.js';
import type { Message } from './message.js';
import { isOutcomeEvent } from './outcome.js';
import type { EventStore } from './ports.js';
import { checkStored, type EventRegistry } from './registry.js';

/**
 * Reads what a stream says, as a fact that a decision can cite.
 *
 * @throws {UnregisteredEvent} when the stream holds an event that this build does not know
 */
export async function readFact<C extends Command, E extends Message, State, Reason extends string, P extends object>(
  store: Pick<EventStore, 'read'>,
  registry: EventRegistry,
  stream: StreamName,
  { initial, evolve }: Pick<Decider<C, E, State, Reason, P>, 'initial' | 'evolve'>,
): Promise<Fact<State>> {
  const events = await store.read(stream);
  for (const event of events) checkStored(registry, event);
  // The registry has vouched for every type.
  const changes = events.filter((event) => !isOutcomeEvent(event)) as readonly Message[] as readonly E[];
  return { value: changes.reduce(evolve, initial), stream, revision: events.length - 1 };
}
