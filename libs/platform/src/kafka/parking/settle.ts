import { unreachable } from '@tierline/kernel';
import { attempt, type Attempted } from '../attempt.js';
import type { ConsumedRecord } from '../record.js';
import { SealBroken } from './aside.js';
import type { NamedLetter } from './order-reader.js';
import type { ParkedEntry } from './parked-entry.js';
import type { SettlementKind } from './settlement.js';
import { tell, type Turn } from './turn.js';

/** What is to be done after one command: the next one, nothing more, or to wait for what is down. */
export type Step = 'next' | 'stop' | { readonly wait: string };

/** What becomes of a command that is parked no longer. */
type Removal = 'redriven' | 'discarded' | 'dead-lettered';

/** Does what an order wants with one parked command. @throws {DependencyUnavailable} */
export async function settleEntry(turn: Turn, entry: ParkedEntry, signal: AbortSignal): Promise<Step> {
  const { order, parked, handling } = turn;
  const { id } = entry;
  const remove = async (kind: Removal, detail: string): Promise<Step> => {
    await tell(turn, { kind, id, detail });
    if (kind !== 'dead-lettered') handling.observe({ kind, topic: id.topic });
    await parked.remove(entry);
    return 'next';
  };
  if (order.action === 'discard') return remove('discarded', order.why);
  const result = await tryAgain(() => parked.read(entry), turn, signal);
  switch (result.kind) {
    case 'gone':
      return 'next';
    case 'wait':
      return { wait: result.reason };
    case 'failed':
      await tell(turn, { kind: 'failed-again', id, detail: result.error.name });
      return 'stop';
    case 'refused':
      await handling.deadLetters.put(result.letter);
      handling.observe({ kind: 'dead-lettered', topic: id.topic, reason: result.letter.reason });
      return remove('dead-lettered', result.letter.reason);
    case 'executed':
    case 'passed-over':
      return remove('redriven', outcomeOf(result));
    default:
      return unreachable(result);
  }
}

/** Does what an order wants with a dead letter, which stays where it is. @throws {DependencyUnavailable} */
export async function settleDeadLetter(turn: Turn, { id, open }: NamedLetter, signal: AbortSignal): Promise<Step> {
  const { order, handling } = turn;
  const told = async (kind: SettlementKind, detail: string): Promise<Step> => {
    await tell(turn, { kind, id, detail });
    if (kind === 'redriven' || kind === 'discarded') handling.observe({ kind, topic: id.topic });
    return 'next';
  };
  if (order.action === 'discard') return told('discarded', order.why);
  const result = await tryAgain(open, turn, signal);
  switch (result.kind) {
    case 'gone':
      return 'next';
    case 'wait':
      return { wait: result.reason };
    case 'failed':
      return told('failed-again', result.error.name);
    case 'refused':
      return told('failed-again', result.letter.reason);
    case 'executed':
    case 'passed-over':
      return told('redriven', outcomeOf(result));
    default:
      return unreachable(result);
  }
}

/** Tries a record that was put aside. What does not open fails like any other, since nothing else is known of it. */
async function tryAgain(
  read: () => Promise<ConsumedRecord | undefined>,
  { handling }: Turn,
  signal: AbortSignal,
): Promise<Attempted | { readonly kind: 'gone' }> {
  try {
    const record = await read();
    return record ? await attempt(record, handling, signal) : { kind: 'gone' };
  } catch (error) {
    if (error instanceof SealBroken) return { kind: 'failed', error };
    throw error;
  }
}

const outcomeOf = (result: Extract<Attempted, { kind: 'executed' | 'passed-over' }>): string =>
  result.kind === 'executed' ? result.outcome : result.kind;
