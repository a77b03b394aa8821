import type { ServerWritableStream } from '@grpc/grpc-js';
import { setImmediate as turn } from 'node:timers/promises';

/** Where a read or a subscription sends its messages. */
export interface Sink {
  /** Whether nobody listens any more. */
  readonly gone: boolean;
  /** Sends a message and waits while the receiver cannot keep up; nothing but a few messages is ever buffered. */
  send(message: Buffer): Promise<void> | undefined;
  /** Resolves at the next turn of the event loop, so that one long read does not hold the others up. */
  breathe(): Promise<void>;
  /** Calls `wake` when the receiver goes away. */
  onGone(wake: () => void): void;
}

// A few messages are sent without a turn of the event loop between them.
const MESSAGES_A_TURN = 64;
// The stream counts messages, not bytes: each large one is waited for.
const LARGE = 64 << 10;

/** Wraps a server-streaming call. */
export function createSink(call: ServerWritableStream<unknown, Buffer>): Sink {
  let sent = 0;
  const wakers = new Set<() => void>();
  const state = { gone: false };
  const leave = (): void => {
    state.gone = true;
    for (const wake of wakers) wake();
    wakers.clear();
  };
  call.once('cancelled', leave);
  call.once('close', leave);
  const written = (message: Buffer): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        wakers.delete(done);
        resolve();
      };
      wakers.add(done);
      call.write(message, done);
    });
  const drained = (): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        wakers.delete(done);
        call.off('drain', done);
        resolve();
      };
      if (state.gone) resolve();
      else {
        wakers.add(done);
        call.once('drain', done);
      }
    });
  return {
    get gone() {
      return state.gone;
    },
    send: (message) => {
      if (message.length >= LARGE) return written(message);
      if (!call.write(message)) return drained();
      sent += 1;
      return sent % MESSAGES_A_TURN === 0 ? turn() : undefined;
    },
    breathe: () => turn(),
    onGone: (wake) => {
      if (state.gone) wake();
      else wakers.add(wake);
    },
  };
}
