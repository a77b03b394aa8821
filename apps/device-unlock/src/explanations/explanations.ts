import type { ExplainedDecisionV1, Plain } from '@tierline/contracts';
import {
  deviceUnlockRegistry,
  explainActivationLockRequest,
  explainCarrierUnlockRequest,
  type DeviceUnlockPolicyValues,
  type Lock,
} from '@tierline/device-unlock';
import { streamName, type EventStore, type PolicyBook } from '@tierline/kernel';
import { explained, knownHistory, type PageAnswer } from '@tierline/platform';
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
    const events = await knownHistory(store, deviceUnlockRegistry, streamName(CATEGORY_OF[lock], requestId));
    return lock === 'activation'
      ? explained(events, explainActivationLockRequest, until)
      : explained(events, (all) => explainCarrierUnlockRequest(all, policies), until);
  };
