import { connectEventStore, kafkaClient, silentLog, type HandleCommand } from '@tierline/platform';
import type { Stack } from '@tierline/stack';
import { commandPath } from './command-path.js';
import { layCommands } from './command-records.js';
import { bare } from './consume-bare.js';
import type { Contender } from './consume-contender.js';
import { ours } from './consume-ours.js';
import { stock } from './consume-stock.js';
import { medianPace, pace, rounds, type Pace } from './measure.js';
import { row, type Row } from './row.js';
import { freshTopics } from './topics.js';

const CONCURRENCY = 64;
const ROUNDS = 9;
const COMMANDS = 3_000;
/** It is slower by far, and would take all the time there is. */
const STOCK_COMMANDS = 500;

/** Commands that lie on a topic until each has its acknowledged append: by our consumer, by Nest's own, and by kafkajs alone. */
export async function benchConsume({ kafkaBrokers, eventStoreUrl }: Stack): Promise<readonly Row[]> {
  const connection = connectEventStore(eventStoreUrl, silentLog);
  const { handle } = commandPath(connection.store);
  const measure = (contender: Contender, count: number) => () => consumed(contender, kafkaBrokers, handle, count);
  try {
    const found = await rounds(ROUNDS, {
      bare: measure(bare, COMMANDS),
      ours: measure(ours, COMMANDS),
      stock: measure(stock, STOCK_COMMANDS),
    });
    const [own, nest, kafka] = [medianPace(found.ours), medianPace(found.stock), medianPace(found.bare)];
    return [
      row('consume', "against Nest's own transport", 'commands/s', own.rate, nest.rate),
      row('consume', 'against kafkajs alone', 'commands/s', own.rate, kafka.rate),
      row('consume', 'processor time, against kafkajs alone', 'µs/command', own.cpu, kafka.cpu),
    ];
  } finally {
    await connection.close();
  }
}

/** How fast a consumer works off a backlog, from the first command that it begins to the last that is acknowledged. */
async function consumed(contender: Contender, brokers: string, handle: HandleCommand, count: number): Promise<Pace> {
  const kafka = kafkaClient({ brokers: [brokers], clientId: 'bench' }, silentLog);
  const topics = await freshTopics(kafka);
  await layCommands(kafka, topics.context, topics.ingress.stores.topic, count);
  const begun = Promise.withResolvers<undefined>();
  const ended = Promise.withResolvers<undefined>();
  const fail = (error: unknown) => {
    begun.reject(error);
    ended.reject(error);
  };
  let handled = 0;
  const counting: HandleCommand = async (command) => {
    begun.resolve(undefined);
    const execution = await handle(command);
    handled += 1;
    if (handled === count) ended.resolve(undefined);
    return execution;
  };
  const end = await contender({ brokers, topics, handle: counting, concurrency: CONCURRENCY, fail });
  try {
    await begun.promise;
    return await pace(count, () => ended.promise.then(() => undefined));
  } finally {
    await end();
  }
}
