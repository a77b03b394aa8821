import { Recent, type Instant, type LocalDate } from '@tierline/kernel';
import { DateTime, IANAZone } from 'luxon';

/** Nobody knows a zone of this name. */
export class UnknownZone extends Error {
  override readonly name = 'UnknownZone';
  constructor(readonly zone: string) {
    super(`zone: nobody knows ${zone}`);
  }
}

/** Where a day begins first, fourteen hours before UTC. */
const EARLIEST_ZONE = 'Pacific/Kiritimati';

/** A moment as the clocks of a zone of the IANA database show it. @throws {UnknownZone} */
export function inZone(at: Instant, zone: string): DateTime<true> {
  const moment = DateTime.fromISO(at, { zone });
  if (!moment.isValid) throw new UnknownZone(zone);
  return moment;
}

/** The day in a zone of the IANA database. @throws {UnknownZone} */
export function dayIn(at: Instant, zone: string): LocalDate {
  if (at < FOUR_DIGIT_YEARS) return inZone(at, zone).toFormat('yyyy-MM-dd') as LocalDate;
  const format = formats.get(zone) ?? formatIn(zone);
  return format.format(Date.parse(at)) as LocalDate;
}

/** Earlier years are written otherwise by the platform's own format, which takes a tenth of the time for all others. */
const FOUR_DIGIT_YEARS = '1000-01-02';
/** Each takes much longer to make than to use. A sender's zone may be any, in any spelling. */
const formats = new Recent<string, Intl.DateTimeFormat>(100);

function formatIn(zone: string): Intl.DateTimeFormat {
  if (!IANAZone.isValidZone(zone)) throw new UnknownZone(zone);
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(zone, made);
  return made;
}

/** The latest day that it is anywhere on earth: nothing has happened on a later one yet. */
export const latestDayOnEarth = (at: Instant): LocalDate => dayIn(at, EARLIEST_ZONE);
