import { ValidateBy, type ValidationOptions } from 'class-validator';

const LOCAL_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const LONG_MONTH = 31;
const SHORT_MONTH = 30;
const SHORT_MONTHS = new Set([4, 6, 9, 11]);

/** Whether a text is a day of the Gregorian calendar as `2028-02-29`, from the year 0001 on. */
export function isLocalDate(value: unknown): value is string {
  const parts = typeof value === 'string' ? LOCAL_DATE.exec(value)?.map(Number) : undefined;
  const [, year = 0, month = 0, day = 0] = parts ?? [];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

/** A field that holds a calendar day, without a zone. */
export const IsLocalDate = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isLocalDate',
      validator: { validate: isLocalDate, defaultMessage: () => '$property must be a day as 2026-02-28' },
    },
    options,
  );

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return SHORT_MONTHS.has(month) ? SHORT_MONTH : LONG_MONTH;
}
