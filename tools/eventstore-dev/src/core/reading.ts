import { eventResponse, linkResponse } from '../proto/read-responses.js';
import { decodeRecordedEvent } from '../proto/recorded-event.js';
import type { Ledger } from './ledger.js';
import { LINK_TYPE, parseLink } from './links.js';

/** The readers' side of the store: where events lie, and their responses. Sees durable events only. */
export type Reading = ReturnType<typeof createReading>;

/** Makes the readers' side of `ledger`. Ordinals count the events of `$all` from 0. */
export function createReading({ index, view, log }: Ledger) {
  const stored = (ordinal: number): Buffer => {
    const target = Buffer.allocUnsafe(index.size(ordinal));
    log.read(target, 0, target.length, index.offset(ordinal));
    return target;
  };

  /** Index into the stream's ordinals of the first event at or behind `revision`, truncated ones included. */
  const indexFrom = (name: string, revision: number): number => {
    const stream = index.stream(name);
    return stream ? index.indexFrom(stream, revision) : 0;
  };

  const visibleOrdinal = (name: string, revision: number): number | undefined => {
    const { ordinals, from, to } = view.visible(name);
    const at = indexFrom(name, revision);
    const ordinal = at >= from && at < to ? ordinals[at] : undefined;
    return ordinal !== undefined && index.revision(ordinal) === revision ? ordinal : undefined;
  };

  const resolved = (ordinal: number): Buffer => {
    const link = stored(ordinal);
    const pointer = parseLink(decodeRecordedEvent(link).data);
    const target = pointer && visibleOrdinal(pointer.stream, pointer.revision);
    return linkResponse(target === undefined ? undefined : stored(target), link, index.position(ordinal));
  };

  return {
    visible: view.visible,
    onCommit: view.onCommit,
    committed: view.committed,
    indexFrom,
    revision: index.revision,
    position: index.position,
    streamName: index.streamName,
    type: index.type,

    /** Ordinal of the first durable event at or behind `position`. */
    ordinalFrom: (position: number): number => Math.min(index.ordinalFrom(position), view.committed()),

    /** The response that carries the event, or, for a link to be resolved, its target beside it. */
    response: (ordinal: number, resolveLinks: boolean): Buffer => {
      if (resolveLinks && index.type(ordinal) === LINK_TYPE) return resolved(ordinal);
      const length = index.size(ordinal);
      const { bytes, at } = eventResponse(length, index.position(ordinal));
      log.read(bytes, at, length, index.offset(ordinal));
      return bytes;
    },
  };
}
