import type { Revision, StreamName } from './ids.js';
import type { Message } from './message.js';
import { outcomeSchemas } from './outcome.schemas.js';
import { personalDataSchemas } from './personal-data.schemas.js';
import { policyActivationSchemas } from './policy-activation.schemas.js';
import type { StoredEvent } from './ports.js';
import type { AnySchema, Schema } from './schema.js';

/** Knows every event type that a context stores, for ever. */
export interface EventRegistry {
  /** @throws {UnregisteredEvent} when the type is unknown, or the data is not of its schema */
  check(event: Message): void;
}

/** A schema for the data of each type of event. */
export type EventSchemas<E extends Message> = {
  readonly [Type in E['type']]: Schema<DataOf<E, Type>>;
};

type DataOf<E extends Message, Type> =
  E extends Message<infer Types, infer Data> ? (Type extends Types ? Data : never) : never;

/** Where an event stands. */
export interface EventPlace {
  readonly stream: StreamName;
  readonly revision: Revision;
}

/**
 * An event that is not in the registry. With a place: a newer build has stored it, and whoever meets it must stop, not skip.
 * Without: this build was about to store it, which is a bug.
 */
export class UnregisteredEvent extends Error {
  override readonly name = 'UnregisteredEvent';
  constructor(
    readonly type: string,
    /** Names the field, and never tells what stands in it. */
    readonly problem: string,
    readonly place?: EventPlace,
  ) {
    super(`${place ? `${place.stream}@${place.revision} ` : ''}event ${type}: ${problem}`);
  }
}

/** Schemas of what the executors of every context store besides the context's own events. */
const schemasOfEveryContext = { ...outcomeSchemas, ...personalDataSchemas, ...policyActivationSchemas };

/**
 * Makes the registry of a context.
 *
 * @param context its name in words, for whoever reads why an event was refused
 * @param schemas a schema for each of its own event types
 * @throws {Error} when the context claims a type that every context has
 */
export function eventRegistry<E extends Message>(context: string, schemas: EventSchemas<E>): EventRegistry {
  const own = Object.entries<AnySchema>(schemas);
  for (const [type] of own) {
    if (Object.hasOwn(schemasOfEveryContext, type)) throw new Error(`${type} is not ${context}'s to define`);
  }
  const byType = new Map([...own, ...Object.entries<AnySchema>(schemasOfEveryContext)]);
  return {
    check: ({ type, data }) => {
      const schema = byType.get(type);
      if (!schema) throw new UnregisteredEvent(type, `is not an event of ${context}`);
      const problems = schema(data);
      if (problems.length === 0) return;
      const told = problems.map(({ field, problem }) => `${field === '' ? 'data' : field} ${problem}`);
      throw new UnregisteredEvent(type, told.join('; '));
    },
  };
}

/**
 * Checks an event that was found in the store.
 *
 * @throws {UnregisteredEvent} with its place, when this build does not know it
 */
export function checkStored(registry: EventRegistry, event: StoredEvent): void {
  try {
    registry.check(event);
  } catch (error) {
    if (!(error instanceof UnregisteredEvent)) throw error;
    const { stream, revision } = event;
    throw new UnregisteredEvent(error.type, error.problem, { stream, revision });
  }
}
