import { describe, expect, it } from '@jest/globals';
import type { Instant } from '@tierline/kernel';
import { endOfBusinessDay } from './business-days.js';

const newYork = { calendar: 'US', zone: 'America/New_York' };
const end = (from: string, days = 2, where = newYork) => endOfBusinessDay(from as Instant, days, where);

describe('the end of two business days', () => {
  it.each([
    ['a Monday', '2026-03-02T15:00:00.000Z', '2026-03-05T05:00:00.000Z'],
    ['a Friday: the weekend does not count', '2026-03-13T15:00:00.000Z', '2026-03-18T04:00:00.000Z'],
    ['a Saturday', '2026-03-14T15:00:00.000Z', '2026-03-18T04:00:00.000Z'],
    ['the evening in the zone that is the next day in UTC', '2026-03-03T03:00:00.000Z', '2026-03-05T05:00:00.000Z'],
    ['the day before Memorial Day', '2026-05-22T15:00:00.000Z', '2026-05-28T04:00:00.000Z'],
    ['Thanksgiving', '2026-11-26T15:00:00.000Z', '2026-12-01T05:00:00.000Z'],
    ['the days before the substitute of Independence Day', '2026-07-01T15:00:00.000Z', '2026-07-07T04:00:00.000Z'],
    ['the end of a year', '2025-12-31T15:00:00.000Z', '2026-01-06T05:00:00.000Z'],
    ['the Friday before clocks go forward', '2026-03-06T15:00:00.000Z', '2026-03-11T04:00:00.000Z'],
    ['the Thursday before clocks go back', '2026-10-29T15:00:00.000Z', '2026-11-03T05:00:00.000Z'],
  ])('DU-11: after %s', (_, from, expected) => {
    expect(end(from)).toBe(expected);
  });

  it('DU-11: follows calendar and zone of the policy, not those of the machine', () => {
    const berlin = { calendar: 'DE', zone: 'Europe/Berlin' };
    expect(end('2026-05-13T15:00:00.000Z', 1, berlin)).toBe('2026-05-15T22:00:00.000Z');
    expect(end('2026-05-13T15:00:00.000Z', 1)).toBe('2026-05-15T04:00:00.000Z');
  });

  it('is refused for a calendar or a zone that nobody knows', () => {
    expect(() => end('2026-03-02T15:00:00.000Z', 2, { ...newYork, calendar: 'QQ' })).toThrow(
      'calendar: nobody knows QQ',
    );
    expect(() => end('2026-03-02T15:00:00.000Z', 2, { ...newYork, calendar: 'US-QQ' })).toThrow('nobody knows US-QQ');
    expect(() => end('2026-03-02T15:00:00.000Z', 2, { ...newYork, zone: 'Mars/Base' })).toThrow('zone: nobody knows');
  });
});
