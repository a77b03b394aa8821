import { IsInt, Matches, Min } from 'class-validator';
import { Currency, ForeignId, LocalDate, MinorUnits, Nested, OneOf, PolicyVersion, Uuid } from '../fields/index.js';

/** By which formula a fee was computed: `baseMinor` less `perFullMonthMinor` for each full month, and at least `minimumMinor`. */
export class FeeFormulaV1 {
  @OneOf(['specified', 'other'])
  readonly equipment!: 'specified' | 'other';

  @MinorUnits()
  readonly baseMinor!: number;

  @MinorUnits()
  readonly perFullMonthMinor!: number;

  @MinorUnits()
  readonly minimumMinor!: number;
}

/** What it costs to end the commitment of a line on a day, and how that came about (CV-13 to CV-18). */
export class TerminationFeeQuoteV1 {
  @Uuid()
  readonly quoteId!: string;

  @ForeignId()
  readonly lineId!: string;

  @ForeignId()
  readonly commitmentId!: string;

  /** The day of the account's zone that it holds for. */
  @LocalDate()
  readonly on!: string;

  /** `trial`: not owed yet; `ended`: not owed any more (CV-17). */
  @OneOf(['owed', 'trial', 'ended'])
  readonly status!: 'owed' | 'trial' | 'ended';

  @MinorUnits()
  readonly feeMinor!: number;

  @Currency()
  readonly currency!: string;

  /** The era of the policy that the commitment was begun or renewed in (CV-18). */
  @Matches(/^[\w-]+$/)
  readonly era!: string;

  @Nested(() => FeeFormulaV1)
  readonly formula!: FeeFormulaV1;

  /** A month is full on the day of the same number, or on the last day of a month that is shorter. */
  @IsInt()
  @Min(0)
  readonly fullMonths!: number;

  /** The first day on which nothing is owed any more. */
  @LocalDate()
  readonly endsOn!: string;

  @PolicyVersion()
  readonly policyVersion!: number;
}
