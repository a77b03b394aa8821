import { setTimeout as pause } from 'node:timers/promises';

/** Somebody gave up: he was not told in all that time that he was heard. */
export class NotHeard extends Error {
  override readonly name = 'NotHeard';
}

const AGAIN = 100;
const PATIENCE = 60_000;

/** Repeats something until it succeeds, as whoever must be heard does. @throws {NotHeard} after a minute */
export async function untilHeard<Result>(what: string, attempt: () => Promise<Result>): Promise<Result> {
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) throw new NotHeard(`${what} was not heard`, { cause: error });
      await pause(AGAIN);
    }
  }
}
