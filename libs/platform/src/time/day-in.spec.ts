import { describe, expect, it } from '@jest/globals';
import type { Instant } from '@tierline/kernel';
import { dayIn, latestDayOnEarth, UnknownZone } from './day-in.js';

const evening = '2026-03-03T03:00:00.000Z' as Instant;

describe('the day of a moment', () => {
  it.each([
    ['America/New_York', '2026-03-02'],
    ['UTC', '2026-03-03'],
    ['Pacific/Kiritimati', '2026-03-03'],
  ])('is that of %s, not of UTC', (zone, day) => expect(dayIn(evening, zone)).toBe(day));

  it.each([
    ['before clocks go forward', '2026-03-08T04:59:59.999Z', '2026-03-07'],
    ['when clocks go forward', '2026-03-08T05:00:00.000Z', '2026-03-08'],
    ['at the end of that day, an hour earlier than the day before', '2026-03-09T04:00:00.000Z', '2026-03-09'],
    ['at the end of the day that has 25 hours', '2026-11-02T04:59:59.999Z', '2026-11-01'],
  ])('follows the clocks of the zone %s', (_, at, day) => expect(dayIn(at as Instant, 'America/New_York')).toBe(day));

  it('is at most the day where days begin first', () =>
    expect(latestDayOnEarth('2026-03-02T10:00:00.000Z' as Instant)).toBe('2026-03-03'));

  it('is refused for a zone that nobody knows', () => {
    expect(() => dayIn(evening, 'Mars/Base')).toThrow(UnknownZone);
    expect(() => dayIn(evening, 'Mars/Base')).toThrow('zone: nobody knows Mars/Base');
  });
});
