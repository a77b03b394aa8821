import type { Branded } from './ids.js';
import { text, type Schema } from './schema.js';

/** A day of the Gregorian calendar without a zone, as `2026-03-01`: days sort as text. */
export type LocalDate = Branded<'LocalDate'>;

const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTHS = 12;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const FEBRUARY = 2;
const YEARS_PER_ERA = 400;
const DAYS_PER_ERA = 146_097;

/**
 * Reads a day of the Gregorian calendar.
 *
 * @param text `YYYY-MM-DD`, year 0001 to 9999
 * @returns `null` when the text has another form, or names a day that does not exist
 */
export function parseLocalDate(text: string): LocalDate | null {
  const [year, month, day] = civil(text);
  const exists = year >= 1 && month >= 1 && month <= MONTHS && day >= 1 && day <= lengthOfMonth(year, month);
  return exists ? (text as LocalDate) : null;
}

/** How many days `to` is after `from`; negative when it is before. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => dayNumber(to) - dayNumber(from);

/** The day that is so many days after another; before it, when `days` is negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  const number = dayNumber(date) + days;
  const era = Math.floor(number / DAYS_PER_ERA);
  const dayOfEra = number - era * DAYS_PER_ERA;
  // The inverse of what dayNumber does, leap days taken out first so that the division meets even years.
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = ((marchMonth + 2) % MONTHS) + 1;
  const year = era * YEARS_PER_ERA + yearOfEra + (month <= FEBRUARY ? 1 : 0);
  return [String(year).padStart(4, '0'), twoDigits(month), twoDigits(day)].join('-') as LocalDate;
}

/**
 * The day that is so many months after another: the day of the same number, or the last one of a month that is shorter.
 *
 * @param months 0 or more
 */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const [year, month, day] = civil(date);
  const sum = month - 1 + months;
  const inYear = year + Math.floor(sum / MONTHS);
  const inMonth = (sum % MONTHS) + 1;
  const inDay = Math.min(day, lengthOfMonth(inYear, inMonth));
  return [String(inYear).padStart(4, '0'), twoDigits(inMonth), twoDigits(inDay)].join('-') as LocalDate;
}

/** How many full months have passed from one day to another; 0 when `to` is before `from`. */
export function fullMonthsBetween(from: LocalDate, to: LocalDate): number {
  if (to <= from) return 0;
  const [fromYear, fromMonth] = civil(from);
  const [toYear, toMonth] = civil(to);
  const months = (toYear - fromYear) * MONTHS + toMonth - fromMonth;
  return addMonths(from, months) <= to ? months : months - 1;
}

/** A day that exists, in a stored event or a policy. */
export const localDate: Schema<LocalDate> = (json) => {
  const problems = day(json);
  if (problems.length > 0 || parseLocalDate(json as string) !== null) return problems;
  return [{ field: '', problem: 'must be a day that exists', found: json }];
};

const day: Schema<LocalDate> = text(FORM, 'a day as 2026-03-01');

const twoDigits = (value: number) => String(value).padStart(2, '0');

function civil(text: string): readonly [year: number, month: number, day: number] {
  const parts = FORM.exec(text);
  return [Number(parts?.[1]), Number(parts?.[2]), Number(parts?.[3])];
}

const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % YEARS_PER_ERA === 0);

const lengthOfMonth = (year: number, month: number): number =>
  month === FEBRUARY && isLeap(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);

// Years begin in March here, so that the leap day is the last of its year and months follow one linear formula.
function dayNumber(date: LocalDate): number {
  const [year, month, day] = civil(date);
  const marchYear = month > FEBRUARY ? year : year - 1;
  const marchMonth = (month + MONTHS - 3) % MONTHS;
  const yearOfEra = marchYear % YEARS_PER_ERA;
  const dayOfYear = Math.floor((153 * marchMonth + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return Math.floor(marchYear / YEARS_PER_ERA) * DAYS_PER_ERA + dayOfEra;
}
