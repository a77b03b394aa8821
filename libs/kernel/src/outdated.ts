import type { EventMetadata } from './event-metadata.js';
import { BrokenHistory } from './history.js';
import { isPolicyActivated } from './policy-activation.js';
import { referenceOf, UnknownPolicy, type Policies } from './policy.js';
import type { StoredEvent } from './ports.js';
import { checkStored, UnregisteredEvent, type EventRegistry } from './registry.js';

/** Whether an error says that something is stored which this build does not know: only a newer build can go on from there. */
export const isOutdated = (error: unknown): error is UnregisteredEvent | UnknownPolicy =>
  error instanceof UnknownPolicy || (error instanceof UnregisteredEvent && error.place !== undefined);

/**
 * Checks that a build knows what is stored: the type of an event, its data, the policy that it was decided under, and the one
 * that it activates.
 *
 * @returns a function that throws for an event that it must not pass over: `UnregisteredEvent`, `UnknownPolicy`, or
 * `BrokenHistory` when no executor wrote the event
 */
export const knownEvents =
  (registry: EventRegistry, policies: Pick<Policies<object>, 'pinned'>) =>
  (event: StoredEvent): void => {
    checkStored(registry, event);
    const { policy } = event.metadata as Partial<EventMetadata>;
    if (!policy) throw new BrokenHistory(event.stream, event.revision, 'it was not written by an executor');
    policies.pinned(policy);
    if (isPolicyActivated(event)) policies.pinned(referenceOf(event.data));
  };
