import type { ClockPolicyValues } from '@tierline/device-unlock';
import type { Clock, PolicyBook } from '@tierline/kernel';
import type { CompareClocks, Log } from '@tierline/platform';

/** Whether this replica's clock may be trusted with deadlines. */
export interface TrustedClock {
  /** Compares it with the store's when that was long ago. @throws {DependencyUnavailable} when the store does not answer */
  isTrusted(): Promise<boolean>;
  /** Why it is not, as of the last comparison; nothing when it is. */
  reason(): string | undefined;
}

const SECOND = 1_000;

/**
 * Trusts a clock that agrees with the store's as far as the policy demands, since due instants were stored by the clocks of others:
 * one that is wrong would tell too early that a deadline was missed.
 */
export function trustedClock(
  compare: CompareClocks,
  policies: PolicyBook<ClockPolicyValues>,
  clock: Clock,
  log: Log,
): TrustedClock {
  let comparedAt: number | undefined;
  let reason: string | undefined;
  const now = () => Date.parse(clock());
  const look = async (most: number) => {
    const ahead = await compare(now);
    const was = reason;
    const way = ahead > 0 ? 'ahead of' : 'behind';
    reason =
      Math.abs(ahead) > most
        ? `this clock is ${String(Math.abs(ahead))} ms ${way} the store's, and may be ${String(most)} ms`
        : undefined;
    comparedAt = now();
    if (reason !== undefined && was === undefined) log.error({ reason }, 'no deadline is fired by this clock');
    if (reason === undefined && was !== undefined) log.info({}, 'deadlines are fired again by this clock');
  };
  return {
    isTrusted: async () => {
      const { mostDisagreementMilliseconds: most, comparedEverySeconds } = policies.activeAt(clock()).values;
      // A clock that was set back has not been compared either.
      const since = comparedAt === undefined ? Infinity : Math.abs(now() - comparedAt);
      if (since >= comparedEverySeconds * SECOND || reason !== undefined) await look(most);
      return reason === undefined;
    },
    reason: () => reason,
  };
}
