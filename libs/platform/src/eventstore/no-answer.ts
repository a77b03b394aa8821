/** The store has not answered in time. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  constructor(readonly milliseconds: number) {
    super(`no answer within ${String(milliseconds)} ms`);
  }
}

/**
 * Waits for an answer, and not for ever: the client sets no deadline for a batch append, and sets aside the one that a read is
 * given.
 *
 * @throws {NoAnswer} when there was none by then; the call is left to itself
 */
export async function answered<Result>(milliseconds: number, call: Promise<Result>): Promise<Result> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new NoAnswer(milliseconds));
  }, milliseconds);
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}
