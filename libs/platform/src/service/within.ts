/** Something did not end in time. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
  constructor(readonly seconds: number) {
    super(`not ended after ${String(seconds)} s`);
  }
}

/**
 * Waits for something, and not for ever.
 *
 * @throws {TookTooLong} when it has not ended by then; it is left to itself
 */
export async function within<Value>(seconds: number, task: Promise<Value>): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new TookTooLong(seconds)), seconds * 1000);
  try {
    return await Promise.race([task, late]);
  } finally {
    clearTimeout(timer);
  }
}
