import { daysBetween, type Instant } from '@tierline/kernel';
import type { LocalDate } from './values.js';

const DATE_LENGTH = 'YYYY-MM-DD'.length;
const MINUTES_PER_DAY = 1440;

/** How many minutes `to` is after `from`, with fractions; negative when it is before. Instants are UTC, so days are even. */
export const minutesBetween = (from: Instant, to: Instant): number =>
  daysBetween(dateOf(from), dateOf(to)) * MINUTES_PER_DAY + minuteOfDay(to) - minuteOfDay(from);

const dateOf = (instant: Instant) => instant.slice(0, DATE_LENGTH) as LocalDate;

function minuteOfDay(instant: Instant): number {
  const [hours, minutes, seconds] = instant
    .slice(DATE_LENGTH + 1, -1)
    .split(':')
    .map(Number);
  return Number(hours) * 60 + Number(minutes) + Number(seconds) / 60;
}
