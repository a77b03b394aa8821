/** Something did not end in time. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
  constructor(readonly milliseconds: number) {
    super(`not ended within ${String(milliseconds)} ms`);
  }
}

/**
 * Waits for something, and not for ever.
 *
 * @throws {TookTooLong} when it has not ended by then; it is left to itself
 */
export async function within<Result>(milliseconds: number, task: Promise<Result>): Promise<Result> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new TookTooLong(milliseconds));
  }, milliseconds);
  try {
    return await Promise.race([task, late]);
  } finally {
    clearTimeout(timer);
  }
}
