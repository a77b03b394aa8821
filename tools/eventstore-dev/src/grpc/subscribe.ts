import { randomUUID } from 'node:crypto';
import type { Reading } from '../core/reading.js';
import { caughtUpResponse, checkpointResponse, confirmationResponse } from '../proto/read-responses.js';
import { streamDeleted } from './errors.js';
import { eventResponses } from './event-response.js';
import { filterOf } from './read.js';
import type { ReadRequest } from './read-request.js';
import type { Sink } from './sink.js';

// A live subscription that lags by more has fallen behind, and is told again when it has caught up.
const LIVE_BUFFER = 1000;
const LOOKED_AT_A_TURN = 4096;

/** Signals commits; a signal given while nobody waited is not lost. */
function commitSignal(reading: Reading, sink: Sink): { next(): Promise<void>; end(): void } {
  let [rung, wake]: [boolean, (() => void) | undefined] = [false, undefined];
  const ring = (): void => {
    rung = true;
    wake?.();
  };
  const end = reading.onCommit(ring);
  sink.onGone(ring);
  return {
    next: async () => {
      if (!rung) await new Promise<void>((resolve) => (wake = resolve));
      [rung, wake] = [false, undefined];
    },
    end,
  };
}

/** Runs `round` for what is there, then after each commit, until the subscriber is gone. `round` says how many it sent. */
async function follow(
  reading: Reading,
  sink: Sink,
  round: () => Promise<number>,
  reached: () => Promise<void> | undefined,
) {
  const signal = commitSignal(reading, sink);
  let live = false;
  try {
    await sink.send(confirmationResponse(randomUUID()));
    while (!sink.gone) {
      const sent = await round();
      if (sent > LIVE_BUFFER) live = false;
      if (sent > 0) continue;
      if (!live) {
        live = true;
        await reached();
        await sink.send(caughtUpResponse());
      }
      await signal.next();
    }
  } finally {
    signal.end();
  }
}

/**
 * Follows a stream from behind the given revision.
 * @throws CallError when the stream is, or gets, tombstoned
 */
export async function subscribeToStream(
  request: ReadRequest,
  name: string,
  reading: Reading,
  sink: Sink,
): Promise<void> {
  const begun = reading.visible(name);
  const response = eventResponses(request, reading);
  if (begun.state === 'tombstoned') throw streamDeleted(name);
  const last = begun.ordinals[begun.to - 1];
  const { from } = request;
  let next = from === 'start' ? 0 : from === 'end' ? (last === undefined ? 0 : reading.revision(last) + 1) : from + 1;
  const send = async (ordinal: number): Promise<void> => {
    next = reading.revision(ordinal) + 1;
    await sink.send(response(ordinal));
  };
  const round = async (): Promise<number> => {
    const { state, ordinals, from: first, to } = reading.visible(name);
    const start = Math.max(first, reading.indexFrom(name, next));
    for (let at = state === 'tombstoned' ? to - 1 : start; at < to && !sink.gone; at += 1) {
      const ordinal = ordinals[at];
      if (ordinal !== undefined) await send(ordinal);
    }
    if (state === 'tombstoned') throw streamDeleted(name);
    return Math.max(0, to - start);
  };
  await follow(reading, sink, round, () => undefined);
}

/** Follows `$all` from behind the given position, filtered or not. */
export async function subscribeToAll(request: ReadRequest, reading: Reading, sink: Sink): Promise<void> {
  const wanted = filterOf(request);
  const { from, filter } = request;
  const response = eventResponses(request, reading);
  const every = filter?.checkpointEvery ?? Infinity;
  const behind = typeof from === 'number' ? from : -1;
  let next = from === 'start' ? 0 : from === 'end' ? reading.committed() : reading.ordinalFrom(from + 1);
  let [considered, checkpoint] = [0, next];
  const sendCheckpoint = (): Promise<void> | undefined => {
    if (!wanted || checkpoint === next) return undefined;
    checkpoint = next;
    considered = 0;
    return sink.send(checkpointResponse(reading.position(next - 1)));
  };
  const round = async (): Promise<number> => {
    const begun = next;
    for (const end = reading.committed(); next < end && !sink.gone;) {
      const ordinal = next++;
      // A position beyond the end can be asked for; what comes below it is not behind it.
      if (reading.position(ordinal) <= behind) continue;
      considered += 1;
      if (considered % LOOKED_AT_A_TURN === 0) await sink.breathe();
      if (!wanted || wanted(reading.streamName(ordinal), reading.type(ordinal))) {
        await sink.send(response(ordinal));
      }
      if (considered >= every) await sendCheckpoint();
    }
    return next - begun;
  };
  await follow(reading, sink, round, sendCheckpoint);
}
