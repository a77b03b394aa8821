/** How far the records of a batch are done without a gap: only so far may an offset be committed. */
export interface Progress {
  /** The record at this place of the batch is done. */
  readonly done: (index: number) => void;
  /** The place of the last record before the first gap; -1 when there is none. */
  readonly last: () => number;
}

/** Follows the records of a batch, by their places. */
export function progress(): Progress {
  const beyondGap = new Set<number>();
  let last = -1;
  return {
    done: (index) => {
      beyondGap.add(index);
      while (beyondGap.delete(last + 1)) last += 1;
    },
    last: () => last,
  };
}
