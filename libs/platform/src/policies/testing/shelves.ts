import {
  eventRegistry,
  policyBook,
  streamName,
  type CommandId,
  type EventStore,
  type Instant,
  type Policy,
} from '@tierline/kernel';
import { digest } from '../../crypto/digest.js';
import { activatedPolicies } from '../activated-policies.js';
import type { Lease } from '../lease.js';
import { virtualLease } from './virtual-lease.js';

export const stream = streamName('spec.policy', 'shelves');
const january = '2026-01-01T00:00:00.000Z' as Instant;
const version = (number: number, activeFrom: Instant | null): Policy => ({
  ...{ name: 'shelves', version: number, owner: 'spec', provenance: 'spec', hash: `h${String(number)}` },
  ...{ activeFrom, values: {} },
});
const registry = eventRegistry<never>('spec', {});

/** The time of all replicas. */
export const time = virtualLease();

/** A replica of a build that carries version 1 and those that wait. */
export const replica = (store: EventStore, ...waiting: number[]) => leasing(time.lease, store, ...waiting);
/** A replica with a lease of its own. */
export const leasing = (lease: Lease, store: EventStore, ...waiting: number[]) =>
  activatedPolicies({
    ...{ context: 'spec', store, digest, registry, build: 'spec', lease },
    book: policyBook([version(1, january), ...waiting.map((each) => version(each, null))]),
  });
/** A minute of the hour in which all of it takes place. */
export const moment = (minute: number) => `2026-03-01T10:${String(minute).padStart(2, '0')}:00.000Z` as Instant;
/** A command as the door hands it on. */
export const received = (minute: number, id = `command-${String(minute)}`) => ({
  id: id as CommandId,
  ...{ type: 'ActivatePolicy', subject: 'derived', data: {}, at: moment(minute) },
  actor: { id: 'ora', role: 'operations', channel: 'desk' },
  envelope: { correlationId: 'spec' },
});
/** The wish for a version. */
export const shelves = (wanted: number) => ({ policy: 'shelves', version: wanted });
