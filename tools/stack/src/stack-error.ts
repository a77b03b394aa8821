/**
 * A part of the stack that could not be started, or that a caller asked for wrongly. `message` is one line: the part,
 * what is wrong, what to do; callers print it and exit with 1. `logFile` is where the part's own words are, if it wrote
 * any.
 */
export class StackError extends Error {
  override readonly name = 'StackError';

  constructor(
    readonly part: string,
    what: string,
    readonly logFile?: string,
    options?: ErrorOptions,
  ) {
    super(`${part}: ${what}`, options);
  }
}

/** Gives whatever a part failed with the part's name, and leaves what has it already. */
export function asStackError(part: string, error: unknown): StackError {
  if (error instanceof StackError) return error;
  const what = error instanceof Error ? error.message : String(error);
  return new StackError(part, what, undefined, { cause: error });
}
