import { IsInt, isTimeZone, IsTimeZone, Matches, Max, Min } from 'class-validator';
import { applyDecorators, Currency, ForeignId } from '../fields/index.js';

const LARGEST_SPEND = 1_000_000_000_000;

/** How a customer meets the staff. */
export const attitudes = ['bad', 'neutral', 'good'] as const;

/** What can be given at our discretion (CV-09). */
export const concessionKinds = ['discount', 'credit', 'free-phone', 'bill-adjustment'] as const;

/** What a customer can be entitled by (CV-09). */
export const claimKinds = ['billing-error', 'verified-fault'] as const;

/** What a customer can complain about (RT-29). */
export const complaintCategories = [
  'dropped-calls',
  'poor-coverage',
  'data-plan-change',
  'billing',
  'carrier-unlock',
  'activation-locked-trade-in',
  'other',
] as const;

/** The name of a plan or of a class of equipment, as the catalogue has it. */
export const CatalogueName = (): PropertyDecorator => ForeignId();

/** Whether a text is a zone of the IANA database. */
export const isZone = (value: unknown): boolean => isTimeZone(value);

/** A time zone of the IANA database, as `America/New_York`: the package alone would take `+01:00` and `utc` too. */
export const Zone = (): PropertyDecorator =>
  applyDecorators(IsTimeZone(), Matches(/^(?:UTC|[A-Z]\w+(?:\/[A-Z][\w+-]*)+)$/));

/** The id of a flag: the line's, which is a foreign one, and the period. */
export const FlagId = (): PropertyDecorator => Matches(/^[\w.:-]{1,64}:\d{4}-(?:0[1-9]|1[0-2])$/);

/** A month of billing, as `2026-03`. */
export const Period = (): PropertyDecorator => Matches(/^\d{4}-(?:0[1-9]|1[0-2])$/);

/** What a whole account comes to, which may be a large company's: whole minor units of the currency, as everywhere. */
export class AccountMoneyV1 {
  @IsInt()
  @Min(0)
  @Max(LARGEST_SPEND)
  readonly amountMinor!: number;

  @Currency()
  readonly currency!: string;
}
