import Holidays from 'date-holidays';
import { DateTime } from 'luxon';
import type { Instant } from '@tierline/kernel';
import { inZone } from '@tierline/platform';

/** Where and when people work: the holidays of a country or a part of it, as `US` or `US-NY`, and a zone of the IANA database. */
export interface WorkingTime {
  readonly calendar: string;
  readonly zone: string;
}

/** A policy names a calendar that nobody knows. */
export class UnknownCalendar extends Error {
  override readonly name = 'UnknownCalendar';
  constructor(readonly calendar: string) {
    super(`calendar: nobody knows ${calendar}`);
  }
}

const SATURDAY = 6;
const HOURS_PER_DAY = 24;
const knownHolidays = new Map<string, ReadonlySet<string>>();

/**
 * The end of the last of some business days, of which the first is the one after the day of `from`.
 *
 * A day ends where the next begins in the zone, so it has 23 or 25 hours twice a year.
 *
 * @throws {UnknownCalendar | UnknownZone}
 */
export function endOfBusinessDay(from: Instant, days: number, { calendar, zone }: WorkingTime): Instant {
  let day = inZone(from, zone).startOf('day');
  for (let left = days; left > 0;) {
    day = day.plus({ days: 1 });
    if (isBusinessDay(day, calendar)) left -= 1;
  }
  return day.plus({ days: 1 }).startOf('day').toUTC().toISO({ precision: 'milliseconds' }) as Instant;
}

const isBusinessDay = (day: DateTime<true>, calendar: string): boolean =>
  day.weekday < SATURDAY && !holidaysOf(calendar, day.year).has(day.toFormat('yyyy-MM-dd'));

function holidaysOf(calendar: string, year: number): ReadonlySet<string> {
  const name = `${calendar} ${year}`;
  const computed = knownHolidays.get(name);
  if (computed) return computed;
  const [country = '', state] = calendar.split('-');
  const known = new Holidays();
  if (state !== undefined && !Object.hasOwn(known.getStates(country), state)) throw new UnknownCalendar(calendar);
  known.init(country, state);
  const found = known.getHolidays(year).filter(({ type }) => type === 'public');
  if (found.length === 0) throw new UnknownCalendar(calendar);
  const days = new Set(found.flatMap(({ date, start, end }) => daysFrom(date, end.getTime() - start.getTime())));
  knownHolidays.set(name, days);
  return days;
}

/** A holiday may last several days, and begin or end at noon. */
function daysFrom(date: string, milliseconds: number): readonly string[] {
  const first = DateTime.fromSQL(date.slice(0, 'yyyy-mm-dd'.length), { zone: 'utc' });
  const count = Math.max(1, Math.round(milliseconds / (HOURS_PER_DAY * 3_600_000)));
  return Array.from({ length: count }, (_, index) => first.plus({ days: index }).toFormat('yyyy-MM-dd'));
}
