import { addMonths, type LocalDate } from '@tierline/kernel';

const MONTHS = 12;

/** The first day of the month that is so many months before the one of a day. */
export function monthBefore(day: LocalDate, months: number): LocalDate {
  const number = Number(day.slice(0, 4)) * MONTHS + Number(day.slice(5, 7)) - 1 - months;
  const [year, month] = [Math.floor(number / MONTHS), (number % MONTHS) + 1];
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), '01'].join('-') as LocalDate;
}

/** So many months from a day on, the first one of them that day itself. */
export const monthsFrom = (day: LocalDate, count: number): readonly LocalDate[] =>
  Array.from({ length: count }, (_, index) => addMonths(day, index));
