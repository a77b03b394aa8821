import { setTimeout as pause } from 'node:timers/promises';

/** Which way bytes go: to the server, or back from it. */
export type Direction = 'upstream' | 'downstream';

/**
 * What a proxy does to what passes, in the words of toxiproxy: `latency` in ms for each piece; `bandwidth` in kB/s; `slicer`
 * cuts into pieces of about `averageSize` bytes, `delay` ms apart; `limit_data` ends a connection after so many bytes;
 * `timeout` lets nothing pass, and ends the connection after so many ms (0: when it is taken away); `reset_peer` resets it
 * after so many ms.
 */
export type Toxic =
  | { readonly type: 'latency'; readonly latency: number }
  | { readonly type: 'bandwidth'; readonly rate: number }
  | { readonly type: 'slicer'; readonly averageSize: number; readonly delay: number }
  | { readonly type: 'limit_data'; readonly bytes: number }
  | { readonly type: 'timeout'; readonly timeout: number }
  | { readonly type: 'reset_peer'; readonly timeout: number };

/** One direction of a connection as toxics see it. */
export interface Passage {
  /** How many bytes have passed. */
  passed: number;
  /** Whether the connection ends with what passes now. */
  isOver: boolean;
  /** Ends the connection: in order, or by a reset. */
  readonly end: (how: 'close' | 'reset') => void;
  /** Remembers that bytes were swallowed: what comes after them means nothing, so the connection ends with the toxic. */
  readonly swallow: () => void;
}

/** Lets a piece pass through a toxic. @returns what is left of it, in pieces; nothing when it was swallowed */
export async function applyToxic(toxic: Toxic, bytes: Buffer, passage: Passage): Promise<readonly Buffer[]> {
  switch (toxic.type) {
    case 'latency':
      await pause(toxic.latency);
      return [bytes];
    case 'bandwidth':
      await pause(bytes.length / toxic.rate);
      return [bytes];
    case 'slicer':
      return slices(bytes, toxic.averageSize, toxic.delay);
    case 'limit_data': {
      const left = Math.max(0, toxic.bytes - passage.passed);
      if (left >= bytes.length) return [bytes];
      passage.isOver = true;
      return [bytes.subarray(0, left)];
    }
    case 'timeout':
      passage.swallow();
      if (toxic.timeout > 0) setTimeout(passage.end, toxic.timeout, 'close');
      return [];
    case 'reset_peer':
      await pause(toxic.timeout);
      passage.end('reset');
      return [];
  }
}

async function slices(bytes: Buffer, size: number, delay: number): Promise<readonly Buffer[]> {
  const count = Math.ceil(bytes.length / size);
  if (count > 1) await pause(delay * (count - 1));
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}
