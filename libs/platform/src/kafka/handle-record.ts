import { unreachable } from '@tierline/kernel';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import { attempt, type Attempts } from './attempt.js';
import type { Disposition } from './consumer-port.js';
import type { DeadLetter, DeadLetters } from './dead-letters.js';
import type { GivingUp } from './giving-up.js';
import { laneOf } from './lane.js';
import type { Cause, ParkedReason } from './parking/aside.js';
import type { ParkedPartition, Parking } from './parking/parking.js';
import { decodeMarker } from './parking/order.js';
import type { OrderReader } from './parking/order-reader.js';
import { carryOut } from './parking/redrive.js';
import { isUnreceivable, PASSED_OVER, receive } from './receive.js';
import type { ConsumedRecord } from './record.js';

/** What a record of one topic is handled with. */
export interface RecordHandling extends Attempts {
  readonly deadLetters: DeadLetters;
  readonly parking: Pick<Parking, 'at'>;
  /** Reads what operations want done with what was put aside. */
  readonly orders: OrderReader;
  readonly givingUp: GivingUp;
}

/**
 * Handles one record to its end: executed, put aside for a reason, parked, or left where it is because something is down.
 *
 * @param signal when it is aborted, no further attempt begins
 */
export async function handleRecord(
  record: ConsumedRecord,
  handling: RecordHandling,
  signal: AbortSignal,
): Promise<Disposition> {
  const { topic, partition, offset } = record;
  try {
    return await handle(record, handling, signal);
  } catch (error) {
    if (!(error instanceof DependencyUnavailable)) throw error;
    handling.log.warn({ error, topic, partition, offset }, 'a record could not be put aside; its partition waits');
    return { wait: error.message };
  }
}

async function handle(record: ConsumedRecord, handling: RecordHandling, signal: AbortSignal): Promise<Disposition> {
  const { door, givingUp, parking } = handling;
  const parked = await parking.at(record.partition);
  const marker = decodeMarker(record.headers);
  if (marker) {
    if (marker.context !== door.context) return 'done';
    const carriedOut = await carryOut({ marker: record, number: marker.number, parked, handling }, signal);
    if (typeof carriedOut === 'string' || 'wait' in carriedOut) return carriedOut;
    return putAside({ record, reason: 'invalid-marker', violations: carriedOut.violations }, handling);
  }
  // It comes again although it is done with: its offset was not saved in time.
  if (parked.isSettled(record)) return 'done';
  const lane = laneOf(record);
  if (parked.isParked(lane)) {
    const command = receive(record, door);
    if (command === PASSED_OVER) return 'done';
    if (isUnreceivable(command)) return putAside({ record, ...command }, handling);
    return park(record, { reason: 'behind' }, parked, handling);
  }
  const result = await attempt(record, handling, signal);
  switch (result.kind) {
    case 'executed':
    case 'passed-over':
      return 'done';
    case 'wait':
      return { wait: result.reason };
    case 'refused':
      return putAside(result.letter, handling);
    case 'failed':
      if (!givingUp.mayGiveUp(lane)) return { wait: 'one key after another fails' };
      return park(record, { reason: 'failed', error: result.error.name }, parked, handling);
    default:
      return unreachable(result);
  }
}

async function putAside(letter: DeadLetter, { deadLetters, observe, log }: RecordHandling): Promise<Disposition> {
  const { record, reason } = letter;
  const { topic, partition, offset } = record;
  await deadLetters.put(letter);
  observe({ kind: 'dead-lettered', topic, reason });
  log.warn({ topic, partition, offset, reason }, 'a record was put aside');
  return 'done';
}

async function park(
  record: ConsumedRecord,
  cause: Cause<ParkedReason>,
  parked: ParkedPartition,
  { observe, log }: RecordHandling,
): Promise<Disposition> {
  const { topic, partition, offset } = record;
  await parked.park(record, cause);
  observe({ kind: 'parked', topic, ...cause });
  log.warn({ topic, partition, offset, ...cause }, 'a command was parked; what follows of its key is parked behind it');
  return 'done';
}
