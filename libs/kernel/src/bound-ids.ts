import type { Command } from './decider.js';
import type { Execute } from './executor.js';
import { contextOf, streamName, type CommandId, type StreamName } from './ids.js';
import type { Digest, EventStore } from './ports.js';

/** Where it is kept which stream a command id belongs to. */
export interface BoundIdsParts {
  readonly store: EventStore;
  readonly digest: Digest;
}

/**
 * Binds a command id to the first stream that it is used for: in a stream of its own, made with `no_stream`, so that replicas
 * agree.
 *
 * @returns whether the id belongs to that stream, from now on or since before
 * @throws {OutcomeUnknown} when nobody can tell; binding it again is safe
 */
export const bindId =
  ({ store, digest }: BoundIdsParts) =>
  async (id: CommandId, stream: StreamName): Promise<boolean> => {
    const bound = streamName(`${contextOf(stream)}_ids.command`, id);
    const event = { id: digest.uuid([bound, stream]), type: 'IdBound', data: { stream }, metadata: {} };
    if ((await store.append(bound, [event], 'no-stream')) !== 'conflict') return true;
    const [first] = await store.read(bound);
    return (first?.data as Partial<typeof event.data> | undefined)?.stream === stream;
  };

/**
 * Executes commands whose stream follows from what they say, and notices an id that comes again for another stream.
 *
 * A stream knows the ids of the commands that it took, and no others. Where the sender names the stream that is enough; where the
 * content does, other content under the same id would be taken elsewhere as if it were another command.
 */
export function bindingIds<C extends Command>(execute: Execute<C>, parts: BoundIdsParts): Execute<C> {
  const bind = bindId(parts);
  return async (stream, command, envelope) =>
    (await bind(command.id, stream)) ? execute(stream, command, envelope) : { outcome: 'command-id-reused' };
}
