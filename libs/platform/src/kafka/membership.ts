import type { Consumer, ConsumerRunConfig } from 'kafkajs';
import { isOutage } from './kafka-trouble.js';

/** How a group is joined. */
export interface MembershipOptions {
  /** A new one each time: kafkajs cannot stop one that is just joining, and one that crashed may do so. */
  readonly consumer: Consumer;
  readonly topics: readonly string[];
  readonly run: ConsumerRunConfig;
  /** What has to end before others may take over. */
  readonly beforeLeaving?: () => Promise<void>;
}

/**
 * Is a member of a group until the signal is aborted or the consumer is gone; then leaves it, after what is under way has ended.
 *
 * The consumer must be made with `leavesRestartToUs`.
 *
 * @returns what ended it; nothing when it was the signal
 * @throws what was no outage: a bug, after which only a new process helps
 */
export async function membership(
  { consumer, topics, run, beforeLeaving }: MembershipOptions,
  signal: AbortSignal,
): Promise<Error | undefined> {
  const over = Promise.withResolvers<Error | undefined>();
  const leave = () => {
    over.resolve(undefined);
  };
  consumer.on('consumer.crash', ({ payload: { error } }) => {
    over.resolve(error);
  });
  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) leave();
  const joining = join(consumer, topics, run);
  joining.catch(over.resolve);
  let crash: Error | undefined;
  try {
    crash = await over.promise;
  } finally {
    signal.removeEventListener('abort', leave);
    // A consumer that is stopped while it joins would go on as if nothing had been said.
    await Promise.allSettled([joining]);
    await beforeLeaving?.();
    await consumer.disconnect();
  }
  if (crash && !isOutage(crash)) throw crash;
  return crash;
}

/** Settings of a consumer that does not begin anew by itself. */
export const leavesRestartToUs = { retry: { retries: 5, restartOnFailure: async () => Promise.resolve(false) } };

async function join(consumer: Consumer, topics: readonly string[], run: ConsumerRunConfig): Promise<void> {
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  await consumer.run({ autoCommit: false, ...run });
}
