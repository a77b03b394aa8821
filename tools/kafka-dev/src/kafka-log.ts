import { type LogEntry, type logCreator, logLevel } from 'kafkajs';

const HARMLESS = [
  // The coordinator is still writing the last transaction's markers; the sender repeats.
  /another concurrent operation on the same transaction/,
  // A coordinator that was just elected reads its log first; the client asks again.
  /coordinator is loading/,
  /group coordinator is not available/,
  /not the correct coordinator/,
  // What every join, leave or restart of a group's member does to the others.
  /group is rebalancing/,
  /rebalance in progress|coordinator has begun a rebalance/i,
  /coordinator is not aware of this member/,
  // A metadata answer from before an election; the client refreshes.
  /no leader for this topic-partition/,
  /leadership election/,
  // Advice for those who come from kafkajs 1, and for those who take the idempotent producer.
  /default partitioner/,
  /Limiting retries for the idempotent producer/,
];

/**
 * The level that a line of kafkajs 2.2.4 deserves: DEBUG where it cries ERROR or WARN about something that it (or its
 * caller, by rule) simply repeats, else its own. The list is what a broker's start, a transaction after another and a
 * group's rebalance were seen to print.
 */
export function deservedLevel({ level, log }: LogEntry): logLevel {
  const { message, error } = log;
  const text = typeof error === 'string' ? `${message} ${error}` : message;
  return HARMLESS.some((pattern) => pattern.test(text)) ? logLevel.DEBUG : level;
}

/** A `logCreator` for kafkajs that hands every line on with the level it deserves. */
export function kafkaLogCreator(write: (level: logLevel, entry: LogEntry) => void): logCreator {
  return () => (entry) => {
    write(deservedLevel(entry), entry);
  };
}
