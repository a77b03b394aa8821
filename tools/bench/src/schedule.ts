const MILLISECONDS = 1000;

/**
 * Does something at fixed moments, whether or not what was done before has ended: a system that falls behind is not spared.
 *
 * @param perSecond how often
 * @param times how often in all
 * @param act gets the numbers of all that is due, and when each was due, in milliseconds since 1970; must not throw
 */
export async function onSchedule(
  perSecond: number,
  times: number,
  act: (due: readonly { readonly index: number; readonly at: number }[]) => void,
): Promise<void> {
  const interval = MILLISECONDS / perSecond;
  const start = now() + interval;
  let next = 0;
  while (next < times) {
    const due: { readonly index: number; readonly at: number }[] = [];
    for (; next < times && start + next * interval <= now(); next += 1) {
      due.push({ index: next, at: start + next * interval });
    }
    if (due.length > 0) act(due);
    await new Promise((resolve) => setTimeout(resolve, Math.max(1, start + next * interval - now())));
  }
}

/** Milliseconds since 1970, with fractions, and never running back. */
export const now = (): number => performance.timeOrigin + performance.now();
