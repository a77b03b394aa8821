import { isOutcomeEvent, type EventMetadata, type StoredEvent } from '@tierline/kernel';
import type { Plain, RefusedCommandV1 } from '@tierline/contracts';

type Stored = StoredEvent<EventMetadata>;

/** A document that also tells which commands were refused. */
interface Refusable {
  readonly refusals: readonly Plain<RefusedCommandV1>[];
}

/**
 * The document after the end of a command that changed nothing: a refusal is told, anything else is not worth it. Where a
 * request itself was refused (DU-15), there is nothing to tell it of.
 */
export function withRefusal<Doc extends Refusable>(document: Doc | undefined, event: Stored): Doc | undefined {
  if (!document || !isOutcomeEvent(event) || event.type !== 'CommandRefused') return document;
  return { ...document, refusals: [...document.refusals, { ...event.data }] };
}

/** Nothing is decided of a request before the request: whatever the store tells otherwise must not be shown. */
export function missing(event: Stored): never {
  throw new Error(
    `${event.stream}@${String(event.revision)}: ${event.type} cannot be shown, as no request precedes it`,
  );
}
