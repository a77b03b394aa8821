import type { Execution } from '@tierline/kernel';
import type { ReceivedCommand } from '../door/received-command.js';
import type { Log } from '../log.js';
import { pause } from '../pause.js';
import type { Disposition, Observe } from './consumer-port.js';
import type { DeadLetter, DeadLetters } from './dead-letters.js';
import type { GivingUp } from './giving-up.js';
import { isUnreceivable, PASSED_OVER, receive, type KafkaDoor } from './receive.js';
import type { ConsumedRecord } from './record.js';
import { verdictOn } from './verdict.js';

/** What a record of one topic is handled with. */
export interface RecordHandling {
  readonly door: KafkaDoor;
  /** Rejects with the handler's own error. */
  readonly execute: (command: ReceivedCommand) => Promise<Execution>;
  readonly deadLetters: Pick<DeadLetters, 'put'>;
  readonly givingUp: GivingUp;
  readonly observe: Observe;
  readonly log: Log;
}

/** How long a record is tried before its partition has to wait: kafkajs fetches nothing while any batch is under way. */
const PATIENCE = 2_000;
const FIRST_RETRY = 50;
const ATTEMPTS_AT_A_BUG = 3;

/**
 * Handles one record to its end: executed, put aside for a reason, or left where it is because something is down.
 *
 * @param signal when it is aborted, no further attempt begins
 */
export async function handleRecord(
  record: ConsumedRecord,
  handling: RecordHandling,
  signal: AbortSignal,
): Promise<Disposition> {
  const { log, deadLetters, observe } = handling;
  const { topic, partition, offset } = record;
  const decided = await decide(record, handling, signal);
  if (decided === 'done' || 'wait' in decided) return decided;
  try {
    await deadLetters.put(decided);
  } catch (error) {
    log.warn({ error, topic, partition, offset }, 'a record could not be put aside; its partition waits');
    return { wait: verdictReason(error) };
  }
  observe({ kind: 'dead-lettered', topic, reason: decided.reason });
  log.warn({ topic, partition, offset, reason: decided.reason, error: decided.error }, 'a record was put aside');
  return 'done';
}

async function decide(
  record: ConsumedRecord,
  handling: RecordHandling,
  signal: AbortSignal,
): Promise<Disposition | DeadLetter> {
  const { door, execute, givingUp, observe, log } = handling;
  const { topic, partition, offset } = record;
  const command = receive(record, door);
  if (command === PASSED_OVER) return 'done';
  if (isUnreceivable(command)) return { record, ...command };
  const began = performance.now();
  let wait = FIRST_RETRY;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { outcome } = await execute(command);
      givingUp.succeeded();
      if (outcome === 'unknown-stream' || outcome === 'command-id-reused') return { record, reason: outcome };
      if (outcome === 'precondition-failed') throw new Error('a command without a precondition lost it');
      const sinceWritten = Math.max(0, Date.now() - record.timestamp);
      observe({ kind: 'handled', topic, outcome, duration: performance.now() - began, sinceWritten });
      return 'done';
    } catch (thrown) {
      const verdict = verdictOn(thrown);
      if (verdict.kind === 'invalid') return { record, reason: 'invalid', violations: verdict.violations };
      if (verdict.kind === 'outdated') return { wait: verdict.reason };
      const isLast = signal.aborted || performance.now() - began + wait > PATIENCE;
      if (verdict.kind === 'outage' && isLast) return { wait: verdict.reason };
      if (verdict.kind === 'bug' && (isLast || attempt >= ATTEMPTS_AT_A_BUG)) {
        log.error({ error: verdict.error, topic, partition, offset, command: command.type }, 'a command keeps failing');
        if (signal.aborted) return { wait: 'the consumer stops' };
        if (!givingUp.mayGiveUp(laneOf(record))) return { wait: 'one key after another fails' };
        return { record, reason: 'failed', error: verdict.error.name };
      }
      observe({ kind: 'retried', topic, error: thrown instanceof Error ? thrown.name : 'unknown' });
      await pause(wait, signal);
      wait *= 2;
    }
  }
}

/** What must stay in order: the records of one key; without a key, those of the partition. */
export const laneOf = ({ topic, partition, key }: Pick<ConsumedRecord, 'topic' | 'partition' | 'key'>): string =>
  // Latin-1 keeps every byte apart, whatever the key is written in.
  `${topic}/${partition}/${key === null ? '' : `=${key.toString('latin1')}`}`;

const verdictReason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
