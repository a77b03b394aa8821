/** What kept the broker from starting, for callers that decide by it; the text for people is in the error's message. */
export type KafkaDevFailure =
  | 'java-missing'
  | 'java-too-old'
  | 'jdk-incomplete'
  | 'maven-missing'
  | 'fetch-failed'
  | 'build-failed'
  | 'port-in-use'
  | 'disk-full'
  | 'data-in-use'
  | 'start-failed'
  | 'start-timeout'
  | 'topic-invalid'
  | 'topic-differs';

/**
 * A start that failed for a reason its user can act on. `message` is one line: what is wrong, then what to do;
 * callers print it and exit with 1. `failure` tells the kind, `advice` is the second half of the line alone.
 */
export class KafkaDevError extends Error {
  override readonly name = 'KafkaDevError';

  constructor(
    readonly failure: KafkaDevFailure,
    what: string,
    readonly advice: string,
    options?: ErrorOptions,
  ) {
    super(`${what}: ${advice}`, options);
  }
}

/** Whether a failed call of the system or of Node carries this code (ENOENT, EADDRINUSE, ENOSPC …). */
export function hasErrorCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}

/** The error that every step answers a full disk with; `folder` is where space is needed. */
export function diskFull(folder: string, cause?: unknown): KafkaDevError {
  return new KafkaDevError(
    'disk-full',
    `no space is left on the disk of ${folder}`,
    'free some space there and start again',
    { cause },
  );
}
