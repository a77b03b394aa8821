import type { Plain, RequestSourceV1 } from '@tierline/contracts';
import { REQUEST_SOURCE, type DeviceUnlockPolicyValues, type Month, type SourceId } from '@tierline/device-unlock';
import { streamName, type Clock, type EventStore, type PolicyBook } from '@tierline/kernel';
import type { DocumentAnswer } from '@tierline/platform';
import type { Facts } from '../facts/facts.js';
import { monthIn } from './request-sources.js';
import { stateRevisionOf } from '../facts/state-revision.js';

/** Finds where a source stands, with its counts of a month; of this month, unless one is given. */
export type FindRequestSource = (
  source: string,
  month: string | undefined,
) => Promise<DocumentAnswer<Plain<RequestSourceV1>>>;

/**
 * Tells of sources from their streams, as of now. A source of which nothing is known and nothing was counted in the month is
 * not found.
 */
export const findRequestSource =
  (
    store: EventStore,
    facts: Facts,
    policies: Pick<PolicyBook<DeviceUnlockPolicyValues>, 'activeAt'>,
    clock: Clock,
  ): FindRequestSource =>
  async (id, asked) => {
    const source = id as SourceId;
    const now = clock();
    const month = (asked as Month | undefined) ?? monthIn(now, policies.activeAt(now).values.carrierUnlock.zone);
    const freshness = { position: undefined, asOf: now };
    const standing = await facts.requestSource(source);
    const { status, reviews } = standing.value;
    const count = await facts.requestCount({ source, month, afterReviews: reviews });
    if (standing.revision < 0 && count.revision < 0) return { document: undefined, freshness };
    const { requests, duplicates } = count.value;
    const told = { source, status, reviews, count: { month, requests, duplicates } };
    const stateRevision = await stateRevisionOf(store, streamName(REQUEST_SOURCE, source));
    const document = { ...told, ...blockOf(standing.value) };
    return { document, ...(stateRevision >= 0 && { stateRevision }), freshness };
  };

function blockOf(source: Awaited<ReturnType<Facts['requestSource']>>['value']) {
  if (source.status === 'open') return {};
  const { block, origin } = source;
  const { month, requests, duplicates } = block;
  return { blockedBy: { month, requests, duplicates }, origin: { ...origin } };
}
