import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  daysBetween,
  fullMonthsBetween,
  localDate,
  parseLocalDate,
  type LocalDate,
} from './local-date.js';

const date = (text: string) => text as LocalDate;
const pad = (value: number, length: number) => String(value).padStart(length, '0');
const days = fc
  .tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
  .map(([year, month, day]) => `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`)
  .map(parseLocalDate)
  .filter((day) => day !== null);

describe('the days between two dates', () => {
  it.each([
    ['2026-03-01', '2026-03-01', 0],
    ['2026-02-28', '2026-03-01', 1],
    ['2024-02-28', '2024-03-01', 2],
    ['2023-12-31', '2024-01-01', 1],
    ['1900-02-28', '1900-03-01', 1],
    ['2000-02-28', '2000-03-01', 2],
    ['1970-01-01', '2026-11-22', 20_779],
    ['2000-01-01', '2400-01-01', 146_097],
    ['2026-03-02', '2026-03-01', -1],
  ])('from %s to %s are %d', (from, to, expected) => expect(daysBetween(date(from), date(to))).toBe(expected));

  it('add up, are opposite when turned round, and have the sign of the order as text', () =>
    fc.assert(
      fc.property(days, days, days, (a, b, c) => {
        expect(daysBetween(a, b) + daysBetween(b, c)).toBe(daysBetween(a, c));
        expect(daysBetween(a, b) + daysBetween(b, a)).toBe(0);
        expect(Math.sign(daysBetween(a, b))).toBe(a === b ? 0 : a < b ? 1 : -1);
      }),
    ));
});

describe('a day moved', () => {
  it('is as far from where it was as it was moved, and a day of the calendar', () =>
    fc.assert(
      fc.property(
        days.filter((day) => day > '0100' && day < '9900'),
        fc.integer({ min: -30_000, max: 30_000 }),
        (day, by) => {
          expect(daysBetween(day, addDays(day, by))).toBe(by);
          expect(parseLocalDate(addDays(day, by))).not.toBeNull();
        },
      ),
    ));

  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2025-12-31', 1, '2026-01-01'],
    ['2000-02-29', 146_097, '2400-02-29'],
    ['2100-02-28', 1, '2100-03-01'],
    ['2004-02-28', 1, '2004-02-29'],
    ['2003-02-28', 1, '2003-03-01'],
    ['2399-02-28', 1, '2399-03-01'],
  ])('from %s by %d is %s', (from, by, to) => expect(addDays(date(from), by)).toBe(to));
});

describe('full months', () => {
  it.each([
    ['2010-06-15', '2010-07-14', 0],
    ['2010-06-15', '2010-07-15', 1],
    ['2010-01-31', '2010-02-27', 0],
    ['2010-01-31', '2010-02-28', 1],
    ['2010-01-31', '2010-03-30', 1],
    ['2010-01-31', '2010-03-31', 2],
    ['2012-01-31', '2012-02-28', 0],
    ['2012-01-31', '2012-02-29', 1],
    ['2008-02-29', '2009-02-27', 11],
    ['2008-02-29', '2009-02-28', 12],
    ['2010-12-31', '2011-01-31', 1],
    ['2010-06-15', '2012-06-14', 23],
    ['2010-06-15', '2012-06-15', 24],
    ['2010-06-15', '2010-06-15', 0],
    ['2010-06-15', '2009-01-01', 0],
  ])('from %s to %s are %d', (from, to, expected) => expect(fullMonthsBetween(date(from), date(to))).toBe(expected));

  it('are as many as were added, and one less the day before', () =>
    fc.assert(
      fc.property(
        days.filter((day) => day > '0100' && day < '9800'),
        fc.integer({ min: 1, max: 600 }),
        (from, months) => {
          const to = addMonths(from, months);
          expect(parseLocalDate(to)).toBe(to);
          expect(fullMonthsBetween(from, to)).toBe(months);
          expect(fullMonthsBetween(from, addDays(to, -1))).toBe(months - 1);
        },
      ),
    ));
});

describe('a text', () => {
  it.each([
    ['2026-02-28', []],
    ['2026-02-29', [{ field: '', problem: 'must be a day that exists', found: '2026-02-29' }]],
    ['tomorrow', [{ field: '', problem: 'must be a day as 2026-03-01', found: 'tomorrow' }]],
    [20260228, [{ field: '', problem: 'must be a day as 2026-03-01', found: 20260228 }]],
  ])('%j has these problems as a day', (json, problems) => expect(localDate(json)).toStrictEqual(problems));

  it.each(['2026-03-01', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is a day', (text) =>
    expect(parseLocalDate(text)).toBe(text),
  );

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '0000-01-01',
    '2026-1-1',
    '26-01-01',
    '2026-01-01T00:00:00.000Z',
    ' 2026-01-01',
    '2026-01-01\n',
    '',
  ])('%j is no day', (text) => expect(parseLocalDate(text)).toBeNull());
});
