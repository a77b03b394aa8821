import type { JsonObject } from '../json.js';

/** Data that is refused. */
export interface InvalidSample {
  /** What is wrong with it. */
  readonly why: string;
  /** The path of the field that is at fault, as `proof.price.currency`; empty for the whole. */
  readonly field: string;
  readonly data: unknown;
}

/** What somebody has written down of each message, by its name and version. */
export type Samples = Readonly<
  Record<string, { readonly valid: readonly JsonObject[]; readonly invalid?: readonly InvalidSample[] }>
>;
