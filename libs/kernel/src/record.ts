import { chainHash, contentHash } from './chain.js';
import type { Command } from './decider.js';
import type { Envelope, EventMetadata } from './event-metadata.js';
import type { History } from './history.js';
import type { StreamName } from './ids.js';
import type { Message } from './message.js';
import type { PolicyReference } from './policy.js';
import type { Digest, NewEvent } from './ports.js';

/** Of what makes a command the same command when it comes again; the moment and the facts do not. */
export const commandDigest = (digest: Digest, { type, data, actor }: Omit<Command, 'facts'>): string =>
  digest.hash({ type, data, actor: actor.id });

/**
 * Makes the events of one append: metadata that suffices to decide again, ids, and the next links of the hash chain.
 *
 * An id is derived from everything but the chain. So only an exact repetition, with which the chain goes on as well, has
 * ids that the store knows; a command that comes again at another moment meets a conflict, and finds its answer.
 */
export function recordAppend(
  digest: Digest,
  stream: StreamName,
  history: Pick<History<unknown>, 'revision' | 'hash'>,
  command: Command,
  contentDigest: string,
  decided: { readonly events: readonly Message[]; readonly policy: PolicyReference; readonly build: string },
  envelope: Envelope,
): NewEvent<EventMetadata>[] {
  const { id, type, data, at, actor, facts } = command;
  const { name, version, hash: policyHash } = decided.policy;
  const recorded: NewEvent<EventMetadata>[] = [];
  let previous = history.hash;
  for (const [index, event] of decided.events.entries()) {
    const unchained = {
      $correlationId: envelope.correlationId,
      $causationId: id,
      append: { index, count: decided.events.length },
      ...(index === 0 && { command: { id, type, data, at, actor, facts, digest: contentDigest } }),
      policy: { name, version, hash: policyHash },
      build: decided.build,
      ...(envelope.traceparent !== undefined && { traceparent: envelope.traceparent }),
    };
    const content = contentHash(digest, { type: event.type, data: event.data, metadata: unchained });
    const eventId = digest.uuid([stream, id, index, content]);
    const hash = chainHash(digest, { previous, stream, revision: history.revision + 1 + index, id: eventId, content });
    const chain = { previous, hash };
    recorded.push({ id: eventId, type: event.type, data: event.data, metadata: { ...unchained, chain } });
    previous = chain.hash;
  }
  return recorded;
}
