import { row, type Row } from './row.js';

const SHARES = { p50: 0.5, p95: 0.95, p99: 0.99, max: 1 } as const;

/**
 * The least of some numbers that a share of them does not exceed.
 *
 * @param share from 0 to 1
 * @throws {RangeError} when there are none
 */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (found === undefined) throw new RangeError('nothing was measured');
  return found;
}

/** A row for each of some quantiles of latencies in milliseconds. */
export const latencyRows = (
  name: string,
  milliseconds: readonly number[],
  quantiles: readonly (keyof typeof SHARES)[] = ['p50', 'p95', 'p99', 'max'],
): readonly Row[] =>
  quantiles.map((each) => row('end-to-end', `${name}, ${each}`, 'ms', quantile(milliseconds, SHARES[each])));
