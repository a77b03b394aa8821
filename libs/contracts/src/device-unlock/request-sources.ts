import { IsInt, IsString, Matches, Max, Min } from 'class-validator';
import { applyDecorators, Nested, OneOf, Optional, Uuid } from '../fields/index.js';
import { messageType } from '../message-type.js';

const MOST = 1_000_000_000;
const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

const Month = (): PropertyDecorator => applyDecorators(IsString(), Matches(MONTH));
const Count = (): PropertyDecorator => applyDecorators(IsInt(), Min(0), Max(MOST));

/** Why a source is processed again after a review. A closed set, since free words could tell something personal. */
export const reviewReasons = ['duplicates-explained', 'source-remedied', 'source-replaced'] as const;

/** Says that somebody has looked at a source that was blocked: its requests are processed again (DU-15). */
export class ReviewSourceV1 {
  @OneOf(reviewReasons)
  readonly reason!: (typeof reviewReasons)[number];
}

/** What device unlock is told of the sources of requests. It comes by HTTP only. */
export const requestSourceCommands = {
  reviewSource: messageType('ReviewSource', 1, ReviewSourceV1),
} as const;

/** The count of a month has exceeded both limits: the source is to be blocked (DU-15). */
export class BlockSourceV1 {
  @Uuid()
  readonly source!: string;

  @Month()
  readonly month!: string;

  /** How often the source had been reviewed before this count began. */
  @Count()
  readonly afterReviews!: number;
}

/** How many requests came in a month, and how many of them asked for a device that had been asked for before. */
export class RequestCountV1 {
  @Month()
  readonly month!: string;

  @Count()
  readonly requests!: number;

  @Count()
  readonly duplicates!: number;
}

/** No request of a source is processed until it has been reviewed (DU-15). */
export class SourceBlockedV1 extends RequestCountV1 {
  @Uuid()
  readonly source!: string;
}

/** A source was reviewed, and is processed again (DU-15). */
export class SourceReviewedV1 extends ReviewSourceV1 {
  @Uuid()
  readonly source!: string;
}

/** What device unlock publishes about the sources of requests. */
export const requestSourceEvents = {
  sourceBlocked: messageType('SourceBlocked', 1, SourceBlockedV1),
  sourceReviewed: messageType('SourceReviewed', 1, SourceReviewedV1),
} as const;

/** Who a source is. */
export class SourceOriginV1 {
  /** `desk` for whoever came by HTTP; otherwise the kind of sender on Kafka. */
  @IsString()
  readonly door!: string;

  /** The person, or the sender's own name for itself. */
  @IsString()
  readonly id!: string;

  @Optional()
  @IsString()
  readonly employer?: string;
}

/** Where a source stands, and what was counted in a month since its last review. */
export class RequestSourceV1 {
  @Uuid()
  readonly source!: string;

  @OneOf(['open', 'blocked'])
  readonly status!: 'open' | 'blocked';

  /** How often a block of it was lifted. */
  @Count()
  readonly reviews!: number;

  @Nested(() => RequestCountV1)
  readonly count!: RequestCountV1;

  /** Of a source that is blocked: by which count. */
  @Optional()
  @Nested(() => RequestCountV1)
  readonly blockedBy?: RequestCountV1;

  /** Of a source that is blocked: who it is. */
  @Optional()
  @Nested(() => SourceOriginV1)
  readonly origin?: SourceOriginV1;
}
