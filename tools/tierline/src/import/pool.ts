/**
 * Does something with each thing that a stream yields, with so many at once. No more of the stream is read than is worked on.
 *
 * @throws what the first one that failed threw; nothing more is begun then
 */
export async function forEachAtOnce<Item>(
  items: AsyncIterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.asyncIterator]();
  let isOver = false;
  const worker = async () => {
    while (!isOver) {
      const next = await iterator.next();
      if (next.done === true) return;
      await work(next.value);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, worker));
  } finally {
    isOver = true;
    await iterator.return?.();
  }
}

/** Things that are waited for later, and not too many of them. */
export interface Backlog {
  /** Takes one more, as soon as there is room. @throws what one of those before has failed with */
  readonly add: (task: Promise<void>) => Promise<void>;
  /** Waits for the rest. @throws what one of them has failed with */
  readonly end: () => Promise<void>;
}

/** Makes an empty one. @param most how many may be waited for */
export function backlog(most: number): Backlog {
  const open = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const check = () => {
    if (failures.length > 0) throw failures[0];
  };
  return {
    add: async (task) => {
      const entry = task
        .catch((error: unknown) => void failures.push(error))
        .finally(() => {
          open.delete(entry);
        });
      open.add(entry);
      while (open.size > most) await Promise.race(open);
      check();
    },
    end: async () => {
      await Promise.all(open);
      check();
    },
  };
}
