import type { Message } from './message.js';

/** Knows every event type that a context stores, for ever. */
export interface EventRegistry {
  /** @throws {UnregisteredEvent} when the type is unknown, or the data is not of its schema */
  check(event: Message): void;
}

/** An event that must not be stored, or one that a newer build has stored: whoever meets it must stop, not skip. */
export class UnregisteredEvent extends Error {
  override readonly name = 'UnregisteredEvent';
  constructor(
    readonly type: string,
    readonly problem: string,
  ) {
    super(`event ${type}: ${problem}`);
  }
}
