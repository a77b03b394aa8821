import type { EventMetadata } from './event-metadata.js';
import type { Revision, StreamName } from './ids.js';
import type { Digest, NewEvent, StoredEvent } from './ports.js';

/** One link: the place of an event, its content, and the link before. */
export interface Link {
  readonly previous: string | null;
  readonly stream: StreamName;
  readonly revision: Revision;
  readonly id: string;
  /** The hash of type, data and metadata. */
  readonly content: string;
}

/** The hash of what an event says: type, data, and metadata but for the chain. */
export const contentHash = (
  digest: Digest,
  { type, data, metadata }: Pick<NewEvent<Omit<EventMetadata, 'chain'>>, 'type' | 'data' | 'metadata'>,
): string => digest.hash([type, data, metadata]);

/** The hash of an event in its chain. */
export const chainHash = (digest: Digest, { previous, stream, revision, id, content }: Link): string =>
  digest.hash([previous, stream, revision, id, content]);

/** What is wrong with a chain, and the first event where it shows. */
export interface ChainFault {
  readonly fault: 'altered' | 'dropped' | 'reordered' | 'inserted';
  readonly stream: StreamName;
  /** The place at which the fault is: of a dropped event, where it should stand. */
  readonly revision: Revision;
  /** The event that stands there; of a dropped one, the event that stands in its place. */
  readonly eventId: string;
}

/**
 * Checks the hash chain of a stream from its first event on.
 *
 * @param events the whole stream, or its beginning, in the order in which it was found
 * @returns the first fault, or nothing when the chain holds. A dropped tail cannot show here: only somebody who knows how
 * long the stream was can tell.
 */
export function verifyStream(digest: Digest, events: readonly StoredEvent<EventMetadata>[]): ChainFault | undefined {
  const links = events.map((event) => linkOf(digest, event));
  let previous: string | null = null;
  for (const [index, link] of links.entries()) {
    if (link.previous === previous && link.event.revision === index && link.holdsAt(index)) {
      previous = link.hash;
      continue;
    }
    const rightful = links.some((other, place) => place > index && other.previous === previous && other.holdsAt(index));
    const [fault, place] = faultAt(links, index, rightful);
    const found = links[place]?.event ?? link.event;
    return { fault, stream: found.stream, revision: place, eventId: found.id };
  }
  return undefined;
}

type FoundLink = ReturnType<typeof linkOf>;

/** What an event without a chain is linked by: it holds nowhere. */
const UNCHAINED: EventMetadata['chain'] = { previous: null, hash: '' };

function linkOf(digest: Digest, event: StoredEvent<EventMetadata>) {
  // Whoever wrote past the executor may have left anything.
  const { chain = UNCHAINED, ...metadata } = event.metadata as Omit<EventMetadata, 'chain'> & Partial<EventMetadata>;
  const { stream, id } = event;
  const content = contentHash(digest, { type: event.type, data: event.data, metadata });
  return {
    event,
    ...chain,
    /** Whether this is, unaltered, the event that was once stored at a revision. */
    holdsAt: (revision: Revision) =>
      chainHash(digest, { previous: chain.previous, stream, revision, id, content }) === chain.hash,
  };
}

/** Tells a fault by what became of the events around it. `rightful`: the event that belongs here stands further on. */
function faultAt(links: readonly FoundLink[], index: number, rightful: boolean): [ChainFault['fault'], number] {
  const link = links[index];
  const stoodOnceAt = links.findIndex((_, revision) => link?.holdsAt(revision));
  if (rightful) {
    const isCopy = links.findIndex(({ event }) => event.id === link?.event.id) < index;
    return [stoodOnceAt >= 0 && !isCopy ? 'reordered' : 'inserted', index];
  }
  // It is where it was stored, but what it was linked to is not: the event before was rewritten together with its hash.
  if (stoodOnceAt === index && index > 0) return ['altered', index - 1];
  const once = [link?.event.revision ?? index, links.length];
  const isFromLater = stoodOnceAt > index || once.some((revision) => link?.holdsAt(revision));
  return [isFromLater && link?.previous !== links[index - 1]?.hash ? 'dropped' : 'altered', index];
}
