import type { Execution } from '@tierline/kernel';
import type { ReceivedCommand } from '../door/received-command.js';
import type { Log } from '../log.js';
import { pause } from '../pause.js';
import type { Observe } from './consumer-port.js';
import type { DeadLetter } from './dead-letters.js';
import type { GivingUp } from './giving-up.js';
import { isUnreceivable, PASSED_OVER, receive, type KafkaDoor } from './receive.js';
import type { ConsumedRecord } from './record.js';
import { verdictOn } from './verdict.js';

/** What a record is tried with. */
export interface Attempts {
  readonly door: KafkaDoor;
  /** Rejects with the handler's own error. */
  readonly execute: (command: ReceivedCommand) => Promise<Execution>;
  readonly givingUp: Pick<GivingUp, 'succeeded'>;
  readonly observe: Observe;
  readonly log: Log;
  /** How long to wait before a record is tried again, in milliseconds, and twice as long each time after. */
  readonly firstRetry?: number;
}

/** What came of trying a record. */
export type Attempted =
  | { readonly kind: 'executed'; readonly outcome: string }
  | { readonly kind: 'passed-over' }
  /** It can never be executed. */
  | { readonly kind: 'refused'; readonly letter: DeadLetter }
  /** It keeps failing, and nobody knows why. */
  | { readonly kind: 'failed'; readonly error: Error }
  /** Something is down, or the consumer stops. */
  | { readonly kind: 'wait'; readonly reason: string };

/** How long a record is tried, in milliseconds: kafkajs fetches nothing while any batch is under way. */
export const PATIENCE = 2_000;
const FIRST_RETRY = 50;
const ATTEMPTS_AT_A_BUG = 3;

/**
 * Tries a record until it is plain what becomes of it, no longer than the patience there is.
 *
 * @param signal when it is aborted, no further attempt begins
 */
export async function attempt(record: ConsumedRecord, attempts: Attempts, signal: AbortSignal): Promise<Attempted> {
  const { door, execute, givingUp, observe, log, firstRetry = FIRST_RETRY } = attempts;
  const { topic, partition, offset } = record;
  const command = receive(record, door);
  if (command === PASSED_OVER) return { kind: 'passed-over' };
  if (isUnreceivable(command)) return { kind: 'refused', letter: { record, ...command } };
  const began = performance.now();
  let wait = firstRetry;
  for (let number = 1; ; number += 1) {
    try {
      const { outcome } = await execute(command);
      givingUp.succeeded();
      if (outcome === 'unknown-stream' || outcome === 'command-id-reused')
        return { kind: 'refused', letter: { record, reason: outcome } };
      if (outcome === 'precondition-failed') throw new Error('a command without a precondition lost it');
      const sinceWritten = Math.max(0, Date.now() - record.timestamp);
      observe({ kind: 'handled', topic, outcome, duration: performance.now() - began, sinceWritten });
      return { kind: 'executed', outcome };
    } catch (thrown) {
      const verdict = verdictOn(thrown);
      if (verdict.kind === 'invalid')
        return { kind: 'refused', letter: { record, reason: 'invalid', violations: verdict.violations } };
      if (verdict.kind === 'outdated') return { kind: 'wait', reason: verdict.reason };
      const isLast = signal.aborted || performance.now() - began + wait > PATIENCE;
      if (verdict.kind === 'outage' && isLast) return { kind: 'wait', reason: verdict.reason };
      if (verdict.kind === 'bug' && (isLast || number >= ATTEMPTS_AT_A_BUG)) {
        log.error({ error: verdict.error, topic, partition, offset, command: command.type }, 'a command keeps failing');
        if (signal.aborted) return { kind: 'wait', reason: 'the consumer stops' };
        return { kind: 'failed', error: verdict.error };
      }
      observe({ kind: 'retried', topic, error: thrown instanceof Error ? thrown.name : 'unknown' });
      await pause(wait, signal);
      wait *= 2;
    }
  }
}
