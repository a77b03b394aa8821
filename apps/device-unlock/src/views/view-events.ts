import { isOutcomeEvent, type EventMetadata, type StoredEvent } from '@tierline/kernel';
import type { Plain, RefusedCommandV1 } from '@tierline/contracts';

type Stored = StoredEvent<EventMetadata>;

/** A document that also tells which commands were refused. */
interface Refusable {
  readonly refusals: readonly Plain<RefusedCommandV1>[];
}

/** The document after the end of a command that changed nothing: a refusal is told, anything else is not worth it. */
export function withRefusal<Doc extends Refusable>(document: Doc, event: Stored): Doc {
  if (!isOutcomeEvent(event) || event.type !== 'CommandRefused') return document;
  return { ...document, refusals: [...document.refusals, { ...event.data }] };
}

/** The streams of requests begin with the request, whatever the store tells otherwise must not be shown. */
export function missing(event: Stored): never {
  throw new Error(
    `${event.stream}@${String(event.revision)}: ${event.type} cannot be shown, as no request precedes it`,
  );
}
