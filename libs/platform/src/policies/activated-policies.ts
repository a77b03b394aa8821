import {
  continueHistory,
  executor,
  knownEvents,
  noHistory,
  policyActivationDecider,
  policyCategory,
  streamName,
  withPolicyFacts,
  type Digest,
  type EventMetadata,
  type EventRegistry,
  type EventStore,
  type Execution,
  type Policies,
  type PolicyActivations,
  type PolicyBook,
  type StoredEvent,
} from '@tierline/kernel';
import type { ReceivedCommand } from '../door/received-command.js';
import { leased, leasesEnded, usualLease, type Lease } from './lease.js';

/** What the activations of a policy are made of. */
export interface ActivatedPoliciesParts<Values extends object> {
  /** As stream names begin, with an underscore. */
  readonly context: string;
  readonly book: PolicyBook<Values>;
  readonly store: EventStore;
  readonly digest: Digest;
  readonly registry: EventRegistry;
  readonly build: string;
  /** The same for all replicas of a service. */
  readonly lease?: Lease;
}

/** The wish to make a version active. */
export interface PolicyChoice {
  readonly policy: string;
  readonly version: number;
}

/** The versions of a policy, those among them that were activated, and what activates another one. */
export interface ActivatedPolicies<Values extends object> extends Policies<Values> {
  /** Activates a version that waits for it; `unknown-stream` for a policy that the context does not have. */
  readonly activate: (received: ReceivedCommand, choice: PolicyChoice) => Promise<Execution>;
}

/**
 * Policies that are active by their date or because somebody activated them.
 *
 * Whoever asks what is active is answered from the store, by a read that is not older than the lease. Whoever activates a version is
 * answered when every lease that was running has ended. So an activation that was acknowledged anywhere holds for every question
 * after it, at every replica, and a question costs next to nothing.
 */
export function activatedPolicies<Values extends object>({
  context,
  book,
  lease = usualLease,
  ...parts
}: ActivatedPoliciesParts<Values>): ActivatedPolicies<Values> {
  const { store, registry } = parts;
  const stream = streamName(policyCategory(context), book.name);
  const check = knownEvents(registry, book);
  let history = noHistory<PolicyActivations>(policyActivationDecider.initial);

  const activations = leased(async () => {
    const before = history;
    // Only executors write to the streams of a context.
    const tail = (await store.read(stream, before.revision + 1)) as readonly StoredEvent<EventMetadata>[];
    // None is folded before all are known, so that what is not known is met again by whoever asks next.
    for (const event of tail) check(event);
    const read = continueHistory(before, tail, policyActivationDecider.evolve);
    // A read that took longer than its lease may end after the next one.
    if (read.revision > history.revision) history = read;
    return read.state;
  }, lease);

  const execute = executor({
    ...parts,
    policies: book,
    decider: policyActivationDecider,
    creates: ['ActivatePolicy'],
    gather: (command, known: PolicyActivations) => withPolicyFacts(book, command, known),
  });

  return {
    pinned: book.pinned,
    activeAt: async (at) => book.activeAt(at, await activations()),
    activate: async ({ id, at, actor, envelope }, { policy, version }) => {
      if (policy !== book.name) return { outcome: 'unknown-stream' };
      const data = { policy, version };
      const execution = await execute(stream, { type: 'ActivatePolicy', data, id, at, actor }, envelope);
      await leasesEnded(lease);
      return execution;
    },
  };
}
