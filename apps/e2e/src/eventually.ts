import { setTimeout as delay } from 'node:timers/promises';

const PATIENCE = 10_000;
const INTERVAL = 20;

/**
 * Looks until there is something to see.
 *
 * @param missing the error for what has not come in time
 * @param patience in milliseconds
 */
export async function eventually<Result>(
  look: () => Result | undefined | Promise<Result | undefined>,
  missing: () => Error,
  patience = PATIENCE,
): Promise<Result> {
  const end = performance.now() + patience;
  for (;;) {
    const result = await look();
    if (result !== undefined) return result;
    if (performance.now() > end) throw missing();
    await delay(INTERVAL);
  }
}
