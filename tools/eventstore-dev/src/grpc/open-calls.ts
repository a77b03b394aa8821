import type { CallError } from './errors.js';

/** The calls in progress, so that a stopping server can end each with the status its client understands. */
export interface OpenCalls {
  /** Registers how to end a call; the returned function is called when it has ended by itself. */
  add(end: (reason: CallError) => void): () => void;
  /** Ends all. */
  endAll(reason: CallError): void;
}

/** Makes an empty register. */
export function createOpenCalls(): OpenCalls {
  const ends = new Set<(reason: CallError) => void>();
  return {
    add: (end) => {
      ends.add(end);
      return () => ends.delete(end);
    },
    endAll: (reason) => {
      for (const end of ends) end(reason);
      ends.clear();
    },
  };
}
