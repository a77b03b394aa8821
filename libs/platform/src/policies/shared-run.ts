/**
 * Work that all who ask share, as long as it begins after they asked: no answer is older than its question. However many ask,
 * it runs once at a time, and everybody waits for two runs at most.
 *
 * @param work a failure of it is the answer to everybody who shared that run, and to nobody else
 */
export function sharedRun<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | undefined;
  let next: Promise<Result> | undefined;
  const begin = (): Promise<Result> => {
    next = undefined;
    const run = work();
    running = run;
    // Who waits for the next run takes over from this one; only without them is nothing running.
    const end = () => {
      if (!next) running = undefined;
    };
    run.then(end, end);
    return run;
  };
  return () => {
    if (!running) return begin();
    next ??= running.then(begin, begin);
    return next;
  };
}
