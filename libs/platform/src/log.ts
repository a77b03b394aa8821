/** What a log line says besides its message. No personal values: a log is kept, and forgets nobody. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Where a part of the platform writes what happened. An error stands under the field `error`. */
export interface Log {
  /** For whoever looks for a mistake; off in production. */
  debug(fields: LogFields, message: string): void;
  /** Something that an operator wants to find later. */
  info(fields: LogFields, message: string): void;
  /** Something that repairs itself, unless it comes often. */
  warn(fields: LogFields, message: string): void;
  /** Something that somebody must look at. */
  error(fields: LogFields, message: string): void;
}
