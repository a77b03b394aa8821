import { unreachable, type Digest, type Instant, type Message } from '@tierline/kernel';
import type { Month } from './request-count.events.js';
import type { FactReference, SourceId } from './values.js';

/** The category of the streams that say whether a source is processed, one by source id. */
export const REQUEST_SOURCE = 'device_unlock.request_source';

/** Who a source is: what answers for its requests, as the token or the ingress topic tells it. */
export interface SourceOrigin {
  /** `desk`: by HTTP; otherwise the kind of sender on Kafka. */
  readonly door: string;
  readonly id: string;
  readonly employer?: string;
}

/** The id of a source, fit for the name of a stream and for a path, whatever the source calls itself. */
export const sourceId = (digest: Pick<Digest, 'uuid'>, origin: SourceOrigin): SourceId =>
  digest.uuid(['request-source', origin]) as SourceId;

/** Why a source is processed again, in words that tell nothing personal. */
export const REVIEW_REASONS = ['duplicates-explained', 'source-remedied', 'source-replaced'] as const;
export type ReviewReason = (typeof REVIEW_REASONS)[number];

/** What a source is blocked for: the counts of the month in which it exceeded both limits. */
export interface Block {
  readonly month: Month;
  readonly requests: number;
  readonly duplicates: number;
  readonly count: FactReference;
}

type Of<Type extends string, Data extends object> = Message<
  Type,
  { readonly source: SourceId; readonly at: Instant } & Data
>;

/** Both limits were exceeded: no request of the source is processed until somebody has reviewed it (DU-15). */
export type SourceBlocked = Of<'SourceBlocked', Block & { readonly origin: SourceOrigin }>;
/** Somebody has looked at the source: it is processed again, and counting begins anew. */
export type SourceReviewed = Of<'SourceReviewed', { readonly reviewer: string; readonly reason: ReviewReason }>;

export type RequestSourceEvent = SourceBlocked | SourceReviewed;

/** Whether a source is processed. `reviews`: how often a block of it was lifted, which tells its counts of one month apart. */
export type RequestSource =
  | { readonly status: 'open'; readonly reviews: number }
  | { readonly status: 'blocked'; readonly reviews: number; readonly origin: SourceOrigin; readonly block: Block };

/** A source of which nothing is known. */
export const newSource: RequestSource = { status: 'open', reviews: 0 };

/** The state after a further event. */
export function evolveRequestSource({ reviews }: RequestSource, event: RequestSourceEvent): RequestSource {
  switch (event.type) {
    case 'SourceBlocked': {
      const { month, requests, duplicates, count, origin } = event.data;
      return { status: 'blocked', reviews, origin, block: { month, requests, duplicates, count } };
    }
    case 'SourceReviewed':
      return { status: 'open', reviews: reviews + 1 };
    default:
      return unreachable(event);
  }
}
