/**
 * Waits for all of them, so that none is left in the middle of starting. When one has failed, undoes those that have
 * not, and rejects with the first failure.
 */
export async function settle<T>(all: readonly Promise<T>[], undo: (done: T) => Promise<void>): Promise<readonly T[]> {
  const results = await Promise.allSettled(all);
  const failure = results.find((result) => result.status === 'rejected');
  const done = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  if (!failure) return done;
  await Promise.all(done.map(undo));
  throw failure.reason;
}
