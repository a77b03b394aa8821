import { describe, expect, it } from '@jest/globals';
import type { Instant } from '@tierline/kernel';
import fc from 'fast-check';
import { dayIn, inZone, latestDayOnEarth, UnknownZone } from './day-in.js';

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

  it('is the one that the usual package tells, in any zone and in any year', () => {
    const zones = ['UTC', 'America/New_York', 'Europe/Dublin', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia'];
    const moments = fc.date({ min: new Date('0000-01-03T00:00:00Z'), max: new Date('9999-12-30T00:00:00Z') });
    fc.assert(
      fc.property(fc.constantFrom(...zones), moments, (zone, moment) => {
        const at = moment.toISOString() as Instant;
        expect(dayIn(at, zone)).toBe(inZone(at, zone).toFormat('yyyy-MM-dd'));
      }),
      { examples: [['Europe/Dublin', new Date('0999-12-31T23:59:59.999Z')]] },
    );
  });

  it('is the one that the usual package tells within a day of when clocks change', () => {
    const changes = ['2026-03-08T07:00:00Z', '2026-11-01T06:00:00Z', '1883-11-18T17:00:00Z', '1967-04-30T07:00:00Z'];
    fc.assert(
      fc.property(fc.constantFrom(...changes), fc.integer({ min: -86_400_000, max: 86_400_000 }), (change, apart) => {
        const at = new Date(Date.parse(change) + apart).toISOString() as Instant;
        expect(dayIn(at, 'America/New_York')).toBe(inZone(at, 'America/New_York').toFormat('yyyy-MM-dd'));
      }),
    );
  });

  it('is at most the day where days begin first', () =>
    expect(latestDayOnEarth('2026-03-02T10:00:00.000Z' as Instant)).toBe('2026-03-03'));

  it('is refused for a zone that nobody knows', () => {
    expect(() => dayIn(evening, 'Mars/Base')).toThrow(UnknownZone);
    expect(() => dayIn(evening, 'Mars/Base')).toThrow('zone: nobody knows Mars/Base');
  });
});
