import type { Instant } from './ids.js';
import type { Message } from './message.js';

/** One version of the numbers that rules use. Its owner answers for them, its provenance says where they are from. */
export interface Policy<Values extends object = object> {
  readonly name: string;
  readonly version: number;
  readonly owner: string;
  readonly provenance: string;
  /** The first instant at which decisions about new aggregates are made under it; `null`: it waits to be activated. */
  readonly activeFrom: Instant | null;
  /** SHA-256 of the canonical content, in hexadecimal. */
  readonly hash: string;
  readonly values: Values;
}

/** Which version a decision was made under: it can be found again, and a changed content shows. */
export type PolicyReference = Pick<Policy, 'name' | 'version' | 'hash'>;

/** A version that waited for it is active from `at` on, by its content: no other may go by its number. */
export type PolicyActivated = Message<
  'PolicyActivated',
  { readonly policy: string; readonly version: number; readonly hash: string; readonly at: Instant }
>;

/** The activations of one policy in the order of their stream, which is that of their instants. */
export type PolicyActivations = readonly PolicyActivated['data'][];

/** Where an executor finds the policy of a decision. */
export interface Policies<Values extends object> {
  /**
   * The version for aggregates that begin at `at`.
   * @throws {UnknownPolicy} when a version is active then that this build does not carry
   */
  readonly activeAt: (at: Instant) => Policy<Values> | Promise<Policy<Values>>;
  /**
   * The version that an aggregate is pinned to.
   * @throws {UnknownPolicy} when this build does not carry it, or carries it with other content
   */
  readonly pinned: (reference: PolicyReference) => Policy<Values>;
}

/** All versions of one policy, as loaded and checked at start. */
export interface PolicyBook<Values extends object> extends Policies<Values> {
  readonly name: string;
  /**
   * The version for aggregates that begin at `at`: whichever became active last, by its date or by its activation. An
   * activation at the very instant of a date is the later of the two, since somebody decided it knowing the date.
   * @param activations those that are known; none for a context in which nothing waits
   * @throws {UnknownPolicy} when the version that was activated last is not part of this build
   */
  readonly activeAt: (at: Instant, activations?: PolicyActivations) => Policy<Values>;
  /** A version by its number; nothing when this build does not carry it. */
  readonly carried: (version: number) => Policy<Values> | undefined;
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
 * @throws {Error} when none is active by a date, two share a version or a date, or they are not of one policy
 */
export function policyBook<Values extends object>(versions: readonly Policy<Values>[]): PolicyBook<Values> {
  const latestFirst = versions.filter(isDated).toSorted((a, b) => (a.activeFrom < b.activeFrom ? 1 : -1));
  const first = latestFirst.at(-1);
  if (first === undefined) throw new Error('a policy needs at least one version that is active from a date');
  const { name } = first;
  if (versions.some((each) => each.name !== name)) throw new Error('versions of two policies are no one policy');
  if (!isUnique(versions.map(({ version }) => version)) || !isUnique(latestFirst.map(({ activeFrom }) => activeFrom))) {
    throw new Error('two versions of a policy claim the same place');
  }
  const carried = (version: number) => versions.find((each) => each.version === version);
  const pinned = (reference: PolicyReference): Policy<Values> => {
    const found = reference.name === name ? carried(reference.version) : undefined;
    if (found?.hash !== reference.hash) throw new UnknownPolicy(reference);
    return found;
  };
  const activeAt = (at: Instant, activations: PolicyActivations = []): Policy<Values> => {
    const dated = latestFirst.find(({ activeFrom }) => activeFrom <= at);
    const activated = activations.findLast((each) => each.at <= at);
    if (!activated || (dated && activated.at < dated.activeFrom)) return dated ?? first;
    return pinned(referenceOf(activated));
  };
  return { name, carried, pinned, activeAt };
}

/** The version that an activation is of. */
export const referenceOf = ({ policy, version, hash }: PolicyActivated['data']): PolicyReference => ({
  name: policy,
  version,
  hash,
});

const isDated = <P extends Policy>(policy: P): policy is P & { readonly activeFrom: Instant } =>
  policy.activeFrom !== null;

const isUnique = (values: readonly unknown[]): boolean => new Set(values).size === values.length;
