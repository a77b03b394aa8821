import type { Instant } from './ids.js';

/** One version of the numbers that rules use. Its owner answers for them, its provenance says where they are from. */
export interface Policy<Values extends object = object> {
  readonly name: string;
  readonly version: number;
  readonly owner: string;
  readonly provenance: string;
  /** The first instant at which decisions about new aggregates are made under it. */
  readonly activeFrom: Instant;
  /** SHA-256 of the canonical content, in hexadecimal. */
  readonly hash: string;
  readonly values: Values;
}

/** Which version a decision was made under: it can be found again, and a changed content shows. */
export type PolicyReference = Pick<Policy, 'name' | 'version' | 'hash'>;

/** All versions of one policy, as loaded and checked at start. */
export interface PolicyBook<Values extends object> {
  /** The version for aggregates that begin at `at`. */
  readonly activeAt: (at: Instant) => Policy<Values>;
  /**
   * The version that an aggregate is pinned to.
   * @throws {UnknownPolicy} when this build does not carry it, or carries it with other content
   */
  readonly pinned: (reference: PolicyReference) => Policy<Values>;
}

/** A stream rests on a policy version that this build does not have: it must not decide about that stream. */
export class UnknownPolicy extends Error {
  override readonly name = 'UnknownPolicy';
  constructor(readonly reference: PolicyReference) {
    super(`policy ${reference.name}@${reference.version} (${reference.hash}) is not part of this build`);
  }
}

/**
 * Builds the book of one policy.
 *
 * @param versions every version of it, in any order
 * @throws {Error} when there is none, or two share a version or an activation
 */
export function policyBook<Values extends object>(versions: readonly Policy<Values>[]): PolicyBook<Values> {
  const latestFirst = versions.toSorted((a, b) => (a.activeFrom < b.activeFrom ? 1 : -1));
  const unique = (key: 'version' | 'activeFrom') => new Set(versions.map((each) => each[key])).size === versions.length;
  if (!unique('version') || !unique('activeFrom')) throw new Error('two versions of a policy claim the same place');
  const first = latestFirst.at(-1);
  if (first === undefined) throw new Error('a policy needs at least one version');
  return {
    activeAt: (at) => latestFirst.find((each) => each.activeFrom <= at) ?? first,
    pinned: (reference) => {
      const found = versions.find((each) => each.version === reference.version && each.name === reference.name);
      if (found?.hash !== reference.hash) throw new UnknownPolicy(reference);
      return found;
    },
  };
}
