import { IsArray, IsIn, IsInt, IsISO8601, IsString, Min } from 'class-validator';
import { ForeignId, Nested, NestedList, OneOf, Optional, Uuid } from '../fields/index.js';
import { FieldResultV1 } from './events.js';
import { blockingConditions } from './facts.js';

const PROOFS = 1_000;
const REFUSALS = 1_000;
const FIELDS = 5;

/** Where an activation-lock request can stand. */
export const activationLockStatuses = [
  'credentials-asked',
  'self-service',
  'proof-required',
  'proof-pending',
  'proof-matched',
  'erasure-consented',
  'unlocked',
] as const;

/** A proof that was put forward, and what became of it (DU-06). */
export class ExaminedProofV1 {
  @IsISO8601({ strict: true })
  readonly at!: string;

  @OneOf(['matched', 'refused', 'pending'])
  readonly result!: 'matched' | 'refused' | 'pending';

  /** Why it did not match. */
  @Optional()
  @IsString()
  readonly reason?: string;

  /** Every field that was compared; none for a proof that is compared with nothing. */
  @NestedList(() => FieldResultV1, FIELDS)
  readonly fields!: readonly FieldResultV1[];
}

/** A command that was refused, with the rule that demands it. */
export class RefusedCommandV1 {
  @IsString()
  readonly command!: string;

  @IsString()
  readonly reason!: string;

  @IsString()
  readonly rule!: string;
}

/** A seller who is not authorised, and what that means (DU-08). */
export class FlaggedSellerV1 {
  @OneOf(['unauthorised', 'liquidating'])
  readonly standing!: 'unauthorised' | 'liquidating';

  @OneOf(['maker', 'none'])
  readonly warranty!: 'maker' | 'none';

  @OneOf(['retailer-may-confirm', 'maker-record-only'])
  readonly proof!: 'retailer-may-confirm' | 'maker-record-only';
}

/** Why the device forbids an unlock: it is blocked (DU-09), or being unlocked for somebody else (DU-13). */
export class DeniedUnlockV1 {
  @OneOf(['device-blocked', 'reserved-for-another-request'])
  readonly reason!: 'device-blocked' | 'reserved-for-another-request';

  /** The conditions that block it; none for the other reason. */
  @IsArray()
  @IsIn(blockingConditions, { each: true })
  readonly because!: readonly (typeof blockingConditions)[number][];
}

/** An activation-lock request as whoever works on it sees it. */
export class ActivationLockRequestV1 {
  @Uuid()
  readonly requestId!: string;

  @ForeignId()
  readonly customerId!: string;

  @Optional()
  @ForeignId()
  readonly tradeInId?: string;

  @OneOf(activationLockStatuses)
  readonly status!: (typeof activationLockStatuses)[number];

  /** In the order in which they were put forward. */
  @NestedList(() => ExaminedProofV1, PROOFS)
  readonly proofs!: readonly ExaminedProofV1[];

  /** The seller that a proof has named last, if it is not authorised. */
  @Optional()
  @Nested(() => FlaggedSellerV1)
  readonly flaggedSeller?: FlaggedSellerV1;

  /** That the device forbids the unlock, which ends the request where it stands. */
  @Optional()
  @Nested(() => DeniedUnlockV1)
  readonly denied?: DeniedUnlockV1;

  /** In the order in which they were refused. */
  @NestedList(() => RefusedCommandV1, REFUSALS)
  readonly refusals!: readonly RefusedCommandV1[];

  @IsISO8601({ strict: true })
  readonly requestedAt!: string;

  @IsISO8601({ strict: true })
  readonly changedAt!: string;

  /** The last revision that changed the state: the ETag. */
  @IsInt()
  @Min(0)
  readonly stateRevision!: number;
}
