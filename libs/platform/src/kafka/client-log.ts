import kafkajs, { type LogEntry, type logCreator } from 'kafkajs';
import type { Log } from '../log.js';

const { logLevel } = kafkajs;

/** What kafkajs calls an error or a warning although it, or its caller by rule, simply tries again. */
const passing = [
  /another concurrent operation on the same transaction/i,
  /coordinator is (?:loading|not available)|not the correct coordinator|coordinator has begun a rebalance/i,
  /coordinator is not aware of this member/i,
  /group is rebalancing|rebalance in progress/i,
  /no leader for this topic-partition|leadership election/i,
  /default partitioner/i,
];

/** The level at which a line of kafkajs deserves to be read. */
export function deservedLevel({ level, log }: Pick<LogEntry, 'level' | 'log'>): keyof Log {
  const { error } = log as { readonly error?: unknown };
  const text = `${log.message} ${typeof error === 'string' ? error : ''}`;
  if (level === logLevel.DEBUG || passing.some((pattern) => pattern.test(text))) return 'debug';
  if (level === logLevel.INFO) return 'debug';
  return level === logLevel.WARN ? 'info' : 'warn';
}

/**
 * Leads what kafkajs logs into a log of ours, a level lower: it calls an error whatever it means to repeat. What cannot
 * be repeated is thrown at its caller, who knows what it means.
 */
export const clientLog =
  (log: Log): logCreator =>
  () =>
  ({ namespace, level, label, log: line }) => {
    const { message, timestamp, logger, ...fields } = line as typeof line & { readonly logger?: string };
    log[deservedLevel({ level, log: line })](
      { ...fields, kafkajs: { namespace, label, timestamp, logger } },
      `kafkajs: ${message}`,
    );
  };
