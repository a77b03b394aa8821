/** What a line of log says besides its message: for programs. No personal values, since a log forgets nobody. */
export type LogFields = Readonly<Record<string, unknown>>;

type Write = (fields: LogFields, message: string) => void;

/** What the platform needs of a log. An error stands in the field `error`. */
export interface Log {
  /** For whoever looks for a mistake; off in production. */
  readonly debug: Write;
  /** Something that an operator wants to find later. */
  readonly info: Write;
  /** Something that repairs itself, unless it comes often. */
  readonly warn: Write;
  /** Something that somebody must look at. */
  readonly error: Write;
}

/** A log that keeps nothing, for tools that have a screen of their own to tell their story on. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
