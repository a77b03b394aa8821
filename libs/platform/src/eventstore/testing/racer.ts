import { text } from 'node:stream/consumers';
import { ContendedStream, type Execution, type Instant } from '@tierline/kernel';
import { silentLog } from '../../log.js';
import { connectEventStore } from '../connection.js';
import { counterCommand, counters, counterStream } from './counters.js';

/** What a racer is told on its command line. */
export interface Race {
  readonly url: string;
  readonly category: string;
  readonly streams: number;
  readonly commands: number;
  /** Decides the order; every racer has another. */
  readonly seed: number;
}

/** What a racer tells: what became of each command, by stream and number. */
export type Finish = readonly { readonly stream: number; readonly number: number; readonly execution: Execution }[];

const AT_ONCE = 24;
const BEGIN = Date.UTC(2026, 2, 2, 10);

// A replica of its own process: executes every command of every stream, in an order of its own, and tells what became of each.
const { url, category, streams, commands, seed } = JSON.parse(process.argv[2] ?? '{}') as Race;
const connection = connectEventStore(url, silentLog);
const execute = counters(connection.store);

// Doors never take a command at one instant: with the same one, both racers' appends would be one and the same to the store.
const at = new Date(BEGIN + seed).toISOString() as Instant;

const executed = async (stream: number, number: number): Promise<Execution> => {
  const id = String(stream);
  for (;;) {
    try {
      const command = { ...counterCommand(`${category}-${id}`, number), at };
      return await execute(counterStream(category, id), command, { correlationId: `race-${id}` });
    } catch (error) {
      // What a door does as well: the sender comes again.
      if (!(error instanceof ContendedStream)) throw error;
    }
  }
};

/** A shuffle that the seed decides (Fisher and Yates, with the generator of Lehmer). */
function shuffled<Item>(items: readonly Item[]): Item[] {
  const result = [...items];
  let state = seed;
  for (let index = result.length - 1; index > 0; index -= 1) {
    state = (state * 48_271) % 2_147_483_647;
    const other = state % (index + 1);
    [result[index], result[other]] = [result[other] as Item, result[index] as Item];
  }
  return result;
}

const numbersOf = (stream: number, from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ stream, number: from + index }));
const every = Array.from({ length: streams }, (_, stream) => stream);
// The beginnings first: a stream that does not exist takes nothing else.
const order = [
  ...shuffled(every.flatMap((stream) => numbersOf(stream, 0, 1))),
  ...shuffled(every.flatMap((stream) => numbersOf(stream, 1, commands))),
];
// All racers begin together, once whoever started them ends their input.
await connection.ping();
process.stdout.write('ready\n');
await text(process.stdin);

const finish: { stream: number; number: number; execution: Execution }[] = [];
const waiting = order.splice(streams);
for (const each of order) finish.push({ ...each, execution: await executed(each.stream, each.number) });
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let each = waiting.shift(); each; each = waiting.shift()) {
      finish.push({ ...each, execution: await executed(each.stream, each.number) });
    }
  }),
);
process.stdout.write(
  JSON.stringify(finish, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
);
await connection.close();
