import { createFilter } from '../core/filter.js';
import type { Reading } from '../core/reading.js';
import { streamNotFoundResponse } from '../proto/read-responses.js';
import { eventResponses } from './event-response.js';
import { invalidArgument, streamDeleted } from './errors.js';
import type { ReadRequest } from './read-request.js';
import type { Sink } from './sink.js';

/** Makes the filter of a request. Throws CallError INVALID_ARGUMENT when its regex is malformed. */
export function filterOf({ filter }: ReadRequest): ((stream: string, type: string) => boolean) | undefined {
  try {
    return filter && createFilter(filter);
  } catch (error) {
    throw invalidArgument(`filter: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * Sends the events of a stream in either direction, both ends inclusive.
 * @throws CallError when the stream is tombstoned
 */
export async function readStream(request: ReadRequest, name: string, reading: Reading, sink: Sink): Promise<void> {
  const { state, ordinals, from, to } = reading.visible(name);
  if (state === 'tombstoned') throw streamDeleted(name);
  if (state !== 'present') {
    await sink.send(streamNotFoundResponse(name));
    return;
  }
  const bound = (revision: number): number => Math.min(to, Math.max(from, reading.indexFrom(name, revision)));
  const count = request.count ?? Infinity;
  const response = eventResponses(request, reading);
  let [first, end, step] = [0, 0, 1];
  if (request.backwards) {
    const behind = request.from === 'end' ? to : request.from === 'start' ? bound(1) : bound(request.from + 1);
    [first, end, step] = [behind - 1, Math.max(from, behind - count) - 1, -1];
  } else {
    first = request.from === 'start' ? from : request.from === 'end' ? to : bound(request.from);
    end = Math.min(to, first + count);
  }
  for (let at = first; at !== end && !sink.gone; at += step) {
    const ordinal = ordinals[at];
    if (ordinal !== undefined) await sink.send(response(ordinal));
  }
}

// So many events are looked at and not sent before the others get their turn.
const LOOKED_AT_A_TURN = 4096;

/** Sends the events of `$all`: forwards from a position inclusive, backwards exclusive. */
export async function readAll(request: ReadRequest, reading: Reading, sink: Sink): Promise<void> {
  const wanted = filterOf(request);
  const committed = reading.committed();
  const response = eventResponses(request, reading);
  const { from, backwards } = request;
  const start = from === 'start' ? 0 : from === 'end' ? committed : reading.ordinalFrom(from);
  let left = request.count ?? Infinity;
  let looked = 0;
  const step = backwards ? -1 : 1;
  for (let at = backwards ? start - 1 : start; left > 0 && at >= 0 && at < committed && !sink.gone; at += step) {
    if (++looked % LOOKED_AT_A_TURN === 0) await sink.breathe();
    if (wanted && !wanted(reading.streamName(at), reading.type(at))) continue;
    left -= 1;
    await sink.send(response(at));
  }
}
