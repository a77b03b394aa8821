/** Runs no more than a number of tasks at once; those that wait begin in the order in which they came. */
export type Slots = <Result>(task: () => Promise<Result>) => Promise<Result>;

/** Makes as many slots as tasks may run at once. */
export function slots(count: number): Slots {
  let free = count;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => void waiting.push(resolve));
    try {
      return await task();
    } finally {
      // Handed on, not freed: whoever comes meanwhile has to stand behind.
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
