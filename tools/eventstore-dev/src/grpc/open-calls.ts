import type { CallError } from './errors.js';

/** The calls in progress, so that a stopping server can end each with the status its client understands. */
export interface OpenCalls {
  /** Registers how to end a call; the returned function is called when it has ended by itself. */
  add(end: (reason: CallError) => void): () => void;
  /** Ends all and resolves when they have. */
  endAll(reason: CallError): Promise<void>;
}

/** Makes an empty register. */
export function createOpenCalls(): OpenCalls {
  const ends = new Set<(reason: CallError) => void>();
  let empty: () => void = () => undefined;
  return {
    add: (end) => {
      ends.add(end);
      return () => {
        ends.delete(end);
        if (ends.size === 0) empty();
      };
    },
    endAll: (reason) => {
      if (ends.size === 0) return Promise.resolve();
      return new Promise((resolve) => {
        empty = resolve;
        for (const end of ends) end(reason);
      });
    },
  };
}
