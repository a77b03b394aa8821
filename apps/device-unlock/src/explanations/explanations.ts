import type { ExplainedDecisionV1, Plain } from '@tierline/contracts';
import {
  deviceUnlockRegistry,
  explainActivationLockRequest,
  explainCarrierUnlockRequest,
  type DeviceUnlockPolicyValues,
  type Lock,
} from '@tierline/device-unlock';
import {
  checkStored,
  type EventMetadata,
  type EventStore,
  type Explanation,
  type Instant,
  type PolicyBook,
  type StoredEvent,
  streamName,
} from '@tierline/kernel';
import type { PageAnswer } from '@tierline/platform';
import { CATEGORY_OF } from '../facts/requests-of-lock.js';

/** Explains the decisions of a request, oldest first; those up to a moment, when one is given. */
export type Explain = (requestId: string, until: string | undefined) => Promise<PageAnswer<Plain<ExplainedDecisionV1>>>;

/**
 * Explains requests for one lock, recomputed from the stream whenever it is asked: nothing of it is stored. With a moment it
 * tells what was decided, and known, until then.
 */
export const explanations =
  (store: EventStore, policies: Pick<PolicyBook<DeviceUnlockPolicyValues>, 'pinned'>, lock: Lock): Explain =>
  async (requestId, until) => {
    const events = (await store.read(
      streamName(CATEGORY_OF[lock], requestId),
    )) as readonly StoredEvent<EventMetadata>[];
    for (const event of events) checkStored(deviceUnlockRegistry, event);
    const explained: readonly Explanation<object>[] =
      lock === 'activation' ? explainActivationLockRequest(events) : explainCarrierUnlockRequest(events, policies);
    const items = explained.filter(({ at }) => until === undefined || at <= until).map(plain);
    const position = events.at(-1)?.position;
    return { items, next: undefined, freshness: { position, asOf: explained.at(-1)?.at as Instant | undefined } };
  };

const plain = ({ policy, actor, ...explained }: Explanation<object>): Plain<ExplainedDecisionV1> => ({
  ...explained,
  actor: { ...actor },
  policy: `${policy.name}@${String(policy.version)} ${policy.hash}`,
});
