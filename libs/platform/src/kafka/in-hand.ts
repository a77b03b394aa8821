/** What does not move, and since when: in milliseconds of the clock that was given. */
export interface Stall {
  readonly what: string;
  readonly since: number;
}

/** What a consumer has in hand. */
export interface InHand {
  /** A piece of work begins. @returns what to call when it has ended, however it did */
  begin(what: string): () => void;
  /** The consumer asks for more. */
  asked(): void;
  /** What has not moved for the longest time: work that has not ended, or else a consumer that asks for nothing. */
  longest(): Stall;
}

/** Begins with nothing in hand. @param now in milliseconds; only differences mean anything */
export function inHand(now: () => number = () => performance.now()): InHand {
  // A map keeps the order of insertion: the first is the oldest.
  const open = new Map<symbol, Stall>();
  let moved = now();
  const touch = () => {
    moved = now();
  };
  return {
    begin: (what) => {
      const key = Symbol(what);
      open.set(key, { what, since: now() });
      return () => {
        open.delete(key);
        touch();
      };
    },
    asked: touch,
    longest: () => {
      const [oldest] = open.values();
      return oldest ?? { what: 'no record is asked for', since: moved };
    },
  };
}
