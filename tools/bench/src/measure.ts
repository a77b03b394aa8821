const NANOSECONDS = 1e9;

/** Runs `work` a number of times, so many at once, and tells how often a second it was done. */
export async function rate(times: number, inFlight: number, work: (index: number) => Promise<void>): Promise<number> {
  let next = 0;
  const worker = async () => {
    while (next < times) {
      next += 1;
      await work(next - 1);
    }
  };
  const start = process.hrtime.bigint();
  await Promise.all(Array.from({ length: inFlight }, worker));
  return times / (Number(process.hrtime.bigint() - start) / NANOSECONDS);
}

/**
 * Measures two things in turns, so that a machine that grows slow is slow for both.
 *
 * @param rounds how often each is measured; the first round warms up and does not count
 * @returns the medians
 */
export async function inTurns(
  rounds: number,
  measured: () => Promise<number>,
  baseline: () => Promise<number>,
): Promise<{ readonly value: number; readonly baseline: number }> {
  const values: number[] = [];
  const baselines: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const pair = [await baseline(), await measured()] as const;
    if (round === 0) continue;
    baselines.push(pair[0]);
    values.push(pair[1]);
  }
  return { value: median(values), baseline: median(baselines) };
}

/** The middle of some numbers, or the mean of the middle two. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = NaN, high = NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}
