/** Writes one line of log: the fields are for programs, the message is for people and never holds a personal value. */
type Write = (fields: Readonly<Record<string, unknown>>, message: string) => void;

/** What the platform needs of a log. */
export interface Log {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}

/** A log that keeps nothing, for tools that have a screen of their own to tell their story on. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
