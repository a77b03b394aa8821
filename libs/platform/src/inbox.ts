import { setImmediate as turn } from 'node:timers/promises';

/** What a source has given and nobody has taken yet. */
export interface Inbox<Item> {
  /**
   * Everything that is there, after waiting for the first and what has come with it; nothing when the source has ended.
   *
   * @throws what the source threw, once everything before it was taken
   */
  readonly take: () => Promise<readonly Item[]>;
}

/** What is waited for before what is there is given, when giving little costs as much as giving much. */
export interface Gathering {
  /** How long at most, in milliseconds, from when somebody is there to take it. */
  readonly milliseconds: number;
  /** How many there are to be, so that nothing more is waited for. */
  readonly enough: number;
}

/**
 * Reads ahead of whoever takes, and no further than a number of items: then the source has to wait.
 *
 * @param signal when it is aborted nothing more is read, and `take` gives nothing
 * @param gathering without it, what comes with the first is all that is waited for
 */
export function inbox<Item>(
  source: AsyncIterable<Item>,
  capacity: number,
  signal: AbortSignal,
  gathering?: Gathering,
): Inbox<Item> {
  let items: Item[] = [];
  let end: { readonly error?: unknown } | undefined;
  let changed = Promise.withResolvers<undefined>();
  const change = () => {
    changed.resolve(undefined);
    changed = Promise.withResolvers();
  };
  const until = async (condition: () => boolean) => {
    while (!condition() && !signal.aborted) await changed.promise;
  };
  const gather = async ({ milliseconds, enough }: Gathering) => {
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      change();
    }, milliseconds);
    await until(() => isOver || end !== undefined || items.length >= enough);
    clearTimeout(timer);
  };
  const fill = async () => {
    try {
      for await (const item of source) {
        if (signal.aborted) break;
        items.push(item);
        change();
        await until(() => items.length < capacity);
      }
      end = {};
    } catch (error) {
      end = { error };
    }
    change();
  };
  signal.addEventListener('abort', change, { once: true });
  void fill();
  return {
    take: async () => {
      await until(() => items.length > 0 || end !== undefined);
      // What came in one piece from the network is given one by one, all of it before the loop's next turn.
      await turn();
      if (gathering) await gather(gathering);
      if (signal.aborted) return [];
      const taken = items;
      items = [];
      change();
      if (taken.length === 0 && end && 'error' in end) throw end.error;
      return taken;
    },
  };
}
