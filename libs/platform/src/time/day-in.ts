import type { Instant, LocalDate } from '@tierline/kernel';
import { DateTime } from 'luxon';

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
export const dayIn = (at: Instant, zone: string): LocalDate => inZone(at, zone).toFormat('yyyy-MM-dd') as LocalDate;

/** The latest day that it is anywhere on earth: nothing has happened on a later one yet. */
export const latestDayOnEarth = (at: Instant): LocalDate => dayIn(at, EARLIEST_ZONE);
