import type { Role } from '@tierline/contracts';

/** One request, what is wrong with it, and how it may be answered. */
export interface HttpInput {
  readonly door: 'http';
  /** What is wrong with it; nothing with a correct one. */
  readonly fault?: string;
  readonly expected: readonly number[];
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Whose token it carries; nobody's when there is none. */
  readonly role?: Role | undefined;
  readonly body?: Buffer;
  /** The schema of a good answer, by its name in the OpenAPI document. */
  readonly answer?: string;
  /** The schema of what it tells besides, in the same document. */
  readonly told?: string;
  /** The Idempotency-Key of a command that may be executed. */
  readonly key?: string;
}
