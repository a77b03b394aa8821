import type { Command, Decider } from './decider.js';
import type { Instant } from './ids.js';
import type { Message } from './message.js';
import type { Policy, PolicyActivated, PolicyActivations, PolicyBook } from './policy.js';
import { reject } from './rejection.js';

/** What the build that decides knows of its own policies. Another build may know more, so it is recorded as facts. */
export interface PolicyActivationFacts {
  /** The wanted version as the build carries it; `null` when it does not. */
  readonly carried: Pick<Policy, 'hash' | 'activeFrom'> | null;
  /** The version that is active when the command is decided. */
  readonly active: number;
}

/** A version that waits for it is to become active. Activating an earlier one again is how operations go back. */
export type ActivatePolicy = Command<
  'ActivatePolicy',
  { readonly policy: string; readonly version: number },
  PolicyActivationFacts
>;

/** Why a version is not activated. */
export type PolicyActivationRejection = 'policy-version-not-carried' | 'policy-active-by-date';

/** One stream for each policy of a context. A policy is active from a date or by an activation, and never by both (RT-30). */
export const policyActivationDecider: Decider<
  ActivatePolicy,
  PolicyActivated,
  PolicyActivations,
  PolicyActivationRejection,
  object
> = {
  initial: [],
  decide: ({ data, at, facts: { carried, active } }, activations) => {
    if (!carried) return reject('policy-version-not-carried', 'RT-30');
    if (carried.activeFrom !== null) return reject('policy-active-by-date', 'RT-30');
    if (active === data.version) return [];
    const { policy, version } = data;
    const { hash } = carried;
    return [{ type: 'PolicyActivated', data: { policy, version, hash, at: activationInstant(at, activations) } }];
  },
  evolve: (activations, { data }) => [...activations, data],
};

/**
 * The instant at which an activation takes effect: never before the one that precedes it, or it would have none where the
 * clocks of replicas differ.
 */
export const activationInstant = (at: Instant, activations: PolicyActivations): Instant => {
  const latest = activations.at(-1)?.at;
  return latest !== undefined && latest > at ? latest : at;
};

/** Completes the command with what a book says. @throws {UnknownPolicy} when it lacks the version that is active */
export function withPolicyFacts(
  book: PolicyBook<object>,
  command: Omit<ActivatePolicy, 'facts'>,
  activations: PolicyActivations,
): ActivatePolicy {
  const wanted = book.carried(command.data.version);
  const carried = wanted ? { hash: wanted.hash, activeFrom: wanted.activeFrom } : null;
  const { version: active } = book.activeAt(activationInstant(command.at, activations), activations);
  return { ...command, facts: { carried, active } };
}

/** Whether an event tells that a policy was activated. Every context may store such events. */
export const isPolicyActivated = (event: Message): event is PolicyActivated => event.type === 'PolicyActivated';

/** The category of the streams of a context's activations, one by policy. */
export const policyCategory = (context: string): string => `${context}.policy`;
