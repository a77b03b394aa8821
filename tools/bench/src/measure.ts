const NANOSECONDS = 1e9;

/** How fast something went, and what it took of this process. */
export interface Pace {
  /** Times a second. */
  readonly rate: number;
  /** Microseconds of processor time for each time, of all threads. */
  readonly cpu: number;
}

/**
 * Takes the time of something that is done a number of times.
 *
 * @param times how often it will have been done when `work` has ended
 */
export async function pace(times: number, work: () => Promise<void>): Promise<Pace> {
  const start = process.hrtime.bigint();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  const seconds = Number(process.hrtime.bigint() - start) / NANOSECONDS;
  return { rate: times / seconds, cpu: (user + system) / times };
}

/** Runs `work` a number of times, so many at once. */
export function flow(times: number, inFlight: number, work: (index: number) => Promise<void>): Promise<Pace> {
  let next = 0;
  const worker = async () => {
    while (next < times) {
      next += 1;
      await work(next - 1);
    }
  };
  return pace(times, () => Promise.all(Array.from({ length: inFlight }, worker)).then(() => undefined));
}

/** Runs `work` a number of times, so many at once, and tells how often a second it was done. */
export const rate = async (...given: Parameters<typeof flow>): Promise<number> => (await flow(...given)).rate;

/**
 * Measures several things in turns, so that a machine that grows slow is slow for all of them.
 *
 * @param times how often each is measured, after a first time that warms up and does not count
 * @returns of each thing, what was measured of it round by round
 */
export async function rounds<Name extends string, Figure>(
  times: number,
  things: Readonly<Record<Name, () => Promise<Figure>>>,
): Promise<Readonly<Record<Name, readonly Figure[]>>> {
  const names = Object.keys(things) as Name[];
  const found = Object.fromEntries(names.map((name) => [name, [] as Figure[]])) as Record<Name, Figure[]>;
  for (let round = 0; round <= times; round += 1) {
    for (const name of names) {
      const figure = await things[name]();
      if (round > 0) found[name].push(figure);
    }
  }
  return found;
}

/**
 * Measures two things in turns.
 *
 * @param times how often each is measured, after a first time that does not count
 * @returns the medians
 */
export async function inTurns(
  times: number,
  measured: () => Promise<number>,
  baseline: () => Promise<number>,
): Promise<{ readonly value: number; readonly baseline: number }> {
  const found = await rounds(times, { baseline, measured });
  return { value: median(found.measured), baseline: median(found.baseline) };
}

/** The medians of what was measured round by round. */
export const medianPace = (paces: readonly Pace[]): Pace => ({
  rate: median(paces.map(({ rate }) => rate)),
  cpu: median(paces.map(({ cpu }) => cpu)),
});

/** The middle of some numbers, or the mean of the middle two. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = NaN, high = NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}
