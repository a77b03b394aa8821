import { addMonths, daysBetween, fullMonthsBetween, type LocalDate } from '@tierline/kernel';
import type { Commitment } from './customer-facts.events.js';
import type { FeeFormula, TerminationFeeValues } from './policy-values.js';
import type { CommitmentId, LineId } from './values.js';

/** What leaving before the end of a commitment costs on a day, and how that came about; amounts in minor units. */
export interface TerminationFee {
  readonly commitmentId: CommitmentId;
  readonly lineId: LineId;
  readonly on: LocalDate;
  /** `trial`: not owed yet; `ended`: not owed any more (CV-17). */
  readonly status: 'owed' | 'trial' | 'ended';
  readonly feeMinor: number;
  readonly currency: string;
  /** The name of the era in the policy. */
  readonly era: string;
  /** `feeMinor` is `baseMinor - perFullMonthMinor * fullMonths` while it is owed, and at least `minimumMinor`. */
  readonly formula: FeeFormula & {
    readonly equipment: 'specified' | 'other';
    readonly minimumMinor: number;
  };
  /** A month is full on the day of the same number, or on the last day of a month that is shorter. */
  readonly fullMonths: number;
  /** The first day on which nothing is owed any more. */
  readonly endsOn: LocalDate;
}

/**
 * What it costs to end a commitment on a day (CV-13 to CV-18). Which formula holds is decided by the day on which it was begun or
 * renewed.
 *
 * @param on a day of the account's zone; before the beginning it is as on the first day
 */
export function terminationFee(
  commitment: Commitment,
  on: LocalDate,
  values: TerminationFeeValues,
  currency: string,
): TerminationFee {
  const { commitmentId, lineId, begunOn, months } = commitment;
  const [era, { specified, other }] = eraOf(begunOn, values);
  const isSpecified =
    specified !== null &&
    values.specifiedEquipment.includes(commitment.equipment) &&
    specified.ofMonths.includes(months);
  const { baseMinor, perFullMonthMinor } = isSpecified ? specified : other;
  const minimumMinor = isSpecified && specified.minimum.ofMonths === months ? specified.minimum.minor : 0;
  const equipment = isSpecified ? 'specified' : 'other';
  const fullMonths = fullMonthsBetween(begunOn, on);
  const endsOn = addMonths(begunOn, months);
  const status = on >= endsOn ? 'ended' : daysBetween(begunOn, on) < values.trialDays ? 'trial' : 'owed';
  const owedMinor = Math.max(baseMinor - perFullMonthMinor * fullMonths, minimumMinor, 0);
  return {
    ...{ commitmentId, lineId, on, status, currency, era, fullMonths, endsOn },
    feeMinor: status === 'owed' ? owedMinor : 0,
    formula: { baseMinor, perFullMonthMinor, equipment, minimumMinor },
  };
}

/** The era of a commitment: the latest that had begun on that day. A policy has one that is since ever. */
function eraOf(begunOn: LocalDate, { eras }: TerminationFeeValues) {
  const begun = Object.entries(eras).filter(([, { begunFrom }]) => begunFrom === null || begunFrom <= begunOn);
  return begun.reduce((latest, each) => ((each[1].begunFrom ?? '') > (latest[1].begunFrom ?? '') ? each : latest));
}

/**
 * The commitments that hold on a day: of each line the one that was begun or renewed last, of those that have begun where any has. A
 * renewal can be told the day before, and nothing is owed in its trial period: what is owed until then is the one before's.
 */
export const currentCommitments = (all: readonly Commitment[], on: LocalDate): readonly Commitment[] =>
  [...Map.groupBy(all, ({ lineId }) => lineId).values()].map((ofLine) => {
    const begun = ofLine.filter(({ begunOn }) => begunOn <= on);
    return (begun.length > 0 ? begun : ofLine).reduce((last, each) => (each.begunOn >= last.begunOn ? each : last));
  });

/** What leaving with every line would cost on a day, in minor units. */
export const feeOwedMinor = (
  all: readonly Commitment[],
  on: LocalDate,
  values: TerminationFeeValues,
  currency: string,
): number =>
  currentCommitments(all, on).reduce((sum, each) => sum + terminationFee(each, on, values, currency).feeMinor, 0);
