import type { Violation } from '../../door/validate.js';
import { PATIENCE } from '../attempt.js';
import type { Disposition } from '../consumer-port.js';
import { laneOf } from '../lane.js';
import { isTurnOf, type RedriveOrder } from './order.js';
import { laneOfEntry, type ParkedEntry } from './parked-entry.js';
import { settleDeadLetter, settleEntry } from './settle.js';
import { tell, type Turn } from './turn.js';

/**
 * Carries out what operations want done with what was put aside, in the lane of its key: its followers wait meanwhile.
 *
 * Each command is settled before it is removed, and executed under the id that it always had: whatever dies in between, the
 * marker comes again, and what was executed has no second effect.
 *
 * @param number of the order, when the marker says one
 * @returns what is wrong with the marker, when it is none
 * @throws {DependencyUnavailable}
 */
export async function carryOut(
  turn: Omit<Turn, 'order'> & { readonly number: bigint | undefined },
  signal: AbortSignal,
): Promise<Disposition | { readonly violations: readonly Violation[] }> {
  const { marker, number, parked, handling } = turn;
  const order = number === undefined ? undefined : await handling.orders.order(number);
  if (order === undefined) return noSuchOrder('tierline-order must be the number of an order');
  if ('violations' in order) return order;
  if (!isTurnOf(marker, order)) return noSuchOrder('the order is about another key');
  await parked.refresh();
  return order.target === 'dead-letter'
    ? carryOutOnDeadLetter({ ...turn, order }, signal)
    : carryOutOnParked({ ...turn, order }, signal);
}

async function carryOutOnDeadLetter(turn: Turn, signal: AbortSignal): Promise<Disposition> {
  const { order, marker, parked, handling } = turn;
  const letter = await handling.orders.deadLetter(order.offsets.map(BigInt));
  if (!letter || laneOfEntry(letter) !== laneOf(marker))
    return end(turn, 'nothing-to-do', 'there is no such dead letter');
  const isBehind = parked.list(laneOf(marker)).some(({ id }) => BigInt(id.offset) < BigInt(letter.id.offset));
  if (order.action === 'redrive' && isBehind)
    return end(turn, 'nothing-to-do', 'commands of its key are parked before it');
  const step = await settleDeadLetter(turn, letter, signal);
  return typeof step === 'object' ? step : end(turn, 'completed');
}

async function carryOutOnParked(turn: Turn, signal: AbortSignal): Promise<Disposition> {
  const { order, marker, parked } = turn;
  const list = parked.list(laneOf(marker));
  const named = namedBy(order, list);
  if (named.length === 0) return end(turn, 'nothing-to-do');
  if (order.action === 'redrive' && named[0] !== list[0]) {
    return end(turn, 'nothing-to-do', 'commands of its key are parked before it');
  }
  const began = performance.now();
  for (const entry of named) {
    if (signal.aborted) return { wait: 'the consumer stops' };
    // The rest is found where it is when the marker comes again: others of this consumer must have their turn.
    if (performance.now() - began > PATIENCE) return 'again';
    const step = await settleEntry(turn, entry, signal);
    if (step === 'stop') break;
    if (step !== 'next') return step;
  }
  return end(turn, 'completed');
}

/** The commands that an order is about, in the order in which they were sent. */
function namedBy({ target, offsets: [offset = '-1'] }: RedriveOrder, list: readonly ParkedEntry[]) {
  return list.filter(({ id }) =>
    target === 'key' ? BigInt(id.offset) <= BigInt(offset) : BigInt(id.offset) === BigInt(offset),
  );
}

async function end(turn: Turn, kind: 'completed' | 'nothing-to-do', detail?: string): Promise<Disposition> {
  const { order, marker, parked, handling } = turn;
  const left = parked.list(laneOf(marker)).length;
  const what = { kind, left, ...(detail !== undefined && { detail }) };
  await tell(turn, what);
  handling.log.info({ order: order.number, by: order.by, kind, left }, 'an order of operations was carried out');
  return 'done';
}

const noSuchOrder = (message: string) => ({
  violations: [{ field: 'tierline-order', constraint: 'order', message, received: 'string' }],
});
