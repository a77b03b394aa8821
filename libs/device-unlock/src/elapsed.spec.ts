import type { Instant } from '@tierline/kernel';
import { expect, it } from '@jest/globals';
import { minutesBetween } from './elapsed.js';

it.each([
  ['2026-03-02T10:00:00.000Z', '2026-03-02T10:30:00.000Z', 30],
  ['2026-03-02T10:00:00.000Z', '2026-03-02T10:00:30.000Z', 0.5],
  ['2026-03-02T10:00:00.000Z', '2026-03-02T10:00:00.060Z', 0.001],
  ['2026-02-28T23:59:00.000Z', '2026-03-01T00:01:00.000Z', 2],
  ['2026-03-02T10:30:00.000Z', '2026-03-02T10:00:00.000Z', -30],
])('from %s to %s it is %d minutes', (from, to, expected) =>
  expect(minutesBetween(from as Instant, to as Instant)).toBeCloseTo(expected, 9),
);
