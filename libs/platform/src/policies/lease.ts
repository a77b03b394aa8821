/** How long what was read may be told again, and the clock and the patience that this is measured with. */
export interface Lease {
  readonly milliseconds: number;
  /** Milliseconds of a clock that never goes back; only differences of it mean anything. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

const LEASE = 100;

/** Long enough that reads are few however many ask, and short enough to be waited for. */
export const usualLease: Lease = {
  milliseconds: LEASE,
  now: () => performance.now(),
  wait: (milliseconds) => new Promise((resolve) => void setTimeout(resolve, milliseconds)),
};

/**
 * A read whose answer is told again until the lease is over. It counts from when the read began, so no answer rests on anything
 * older than the lease; whoever asks meanwhile shares the read, also while it is under way.
 *
 * @param read a failure of it is the answer to everybody who shared it, and the next who asks reads again
 */
export function leased<Result>(
  read: () => Promise<Result>,
  { milliseconds, now }: Pick<Lease, 'milliseconds' | 'now'>,
): () => Promise<Result> {
  let last: { readonly began: number; readonly result: Promise<Result> } | undefined;
  return () => {
    const began = now();
    if (last && began - last.began < milliseconds) return last.result;
    const run = { began, result: read() };
    last = run;
    run.result.catch(() => {
      if (last === run) last = undefined;
    });
    return run.result;
  };
}

/**
 * Waits until nobody rests on what was read before now. Clocks of machines do not run at quite the same speed, so it waits for
 * twice as long as any of them may.
 */
export const leasesEnded = ({ milliseconds, wait }: Pick<Lease, 'milliseconds' | 'wait'>): Promise<void> =>
  wait(2 * milliseconds);
