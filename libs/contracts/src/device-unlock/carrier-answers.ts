import { IsInt, IsISO8601, Matches, Min } from 'class-validator';
import { ForeignId, Instant, Nested, NestedList, OneOf, Optional, Uuid } from '../fields/index.js';
import { RefusedCommandV1 } from './answers.js';
import { TravelV1 } from './carrier-commands.js';
import { ConditionResultV1, CriterionResultV1 } from './carrier-events.js';

const REFUSALS = 1_000;
const CONDITIONS = 5;
const CRITERIA = 3;

/** Where a carrier-unlock request can stand. */
export const carrierUnlockStatuses = ['open', 'overdue', 'granted', 'denied', 'completed', 'revoked'] as const;

/** A carrier-unlock request as whoever works on it sees it. The code is never part of it (DU-13). */
export class CarrierUnlockRequestV1 {
  @Uuid()
  readonly requestId!: string;

  @ForeignId()
  readonly customerId!: string;

  @Optional()
  @ForeignId()
  readonly tradeInId?: string;

  @Optional()
  @Nested(() => TravelV1)
  readonly travel?: TravelV1;

  @OneOf(carrierUnlockStatuses)
  readonly status!: (typeof carrierUnlockStatuses)[number];

  /** Whether the answer follows from an entitlement, or is at our discretion; once there is an answer. */
  @Optional()
  @OneOf(['entitled', 'discretionary'])
  readonly outcome?: 'entitled' | 'discretionary';

  @NestedList(() => ConditionResultV1, CONDITIONS)
  readonly conditions!: readonly ConditionResultV1[];

  @NestedList(() => CriterionResultV1, CRITERIA)
  readonly criteria!: readonly CriterionResultV1[];

  @NestedList(() => RefusedCommandV1, REFUSALS)
  readonly refusals!: readonly RefusedCommandV1[];

  /** By when it must be answered (DU-11). */
  @Instant()
  readonly dueAt!: string;

  @IsISO8601({ strict: true })
  readonly requestedAt!: string;

  @IsISO8601({ strict: true })
  readonly changedAt!: string;

  @IsInt()
  @Min(0)
  readonly stateRevision!: number;
}

/** What became of a request, as far as it can be answered with what is known now. */
export class CarrierUnlockAnswerV1 {
  @OneOf(carrierUnlockStatuses)
  readonly status!: (typeof carrierUnlockStatuses)[number];

  @Optional()
  @OneOf(['entitled', 'discretionary'])
  readonly outcome?: 'entitled' | 'discretionary';

  /** What an answer waits for, as `account-standing-unknown`; nothing once there is one. */
  @Optional()
  @Matches(/^[a-z-]+$/)
  readonly waitsFor?: string;

  @Instant()
  readonly dueAt!: string;
}

/** The code of a device, shown to the one actor who asked for it first (DU-13). */
export class UnlockCodeV1 {
  @Matches(/^\d{16}$/)
  readonly code!: string;
}
