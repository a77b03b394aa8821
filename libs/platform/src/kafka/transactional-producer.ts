import type { Cluster } from 'kafkajs/src/cluster/index.js';
import { pause } from '../pause.js';
import { isAnswer } from './kafka-trouble.js';
import { produce } from './produce.js';
import type { OutgoingRecord } from './publication.js';
import { recordBatch, sequenceAfter, type ProducerIdentity } from './record-batch.js';
import { sendsOf, type PlacedBatch, type TopicMetadata } from './sends.js';

/** The type of a coordinator of transactions, as the protocol numbers it. */
const TRANSACTION = 1;
/** What the broker waits for a transaction that nobody ends, in milliseconds. */
const TRANSACTION_TIMEOUT = 15_000;
/** Straight after a commit the coordinator may still be writing the last transaction's markers. */
const BUSY_WAIT = 2;
const BUSY_ATTEMPTS = 2_500;
const NEVER = new AbortController().signal;

/** What a transaction asks of a client's connections. */
type Connections = Pick<Cluster, 'findBroker' | 'findGroupCoordinatorMetadata'>;

/**
 * Registers a transactional producer, and fences every other one with its id.
 *
 * A transaction asks for its partitions, writes its records and ends. Nothing is tried again but the first, as long as the answer is
 * that the transaction before is being completed: of what was asked later, an answer that was lost may have been a yes. After any
 * error another producer must be registered. kafkajs's own asks for the coordinator before each of these, and encodes slowly.
 *
 * @param topics that will be written to
 * @returns what writes a transaction, one after another
 * @throws what the broker answers, or what happened to the connection; so does each transaction
 */
export async function transactionalProducer(
  cluster: Connections,
  transactionalId: string,
  topics: readonly TopicMetadata[],
): Promise<(records: readonly OutgoingRecord[]) => Promise<void>> {
  const { coordinator, ...producer } = await registered(cluster, transactionalId);
  const sequences = new Map<string, number>();
  const encoded = ({ topic, partition, ...batch }: PlacedBatch) => {
    const name = `${topic}[${String(partition)}]`;
    const first = sequences.get(name) ?? 0;
    sequences.set(name, sequenceAfter(first, batch.records.length));
    return { topic, partition, bytes: recordBatch(batch, producer, first, Date.now()) };
  };
  return async (records) => {
    const sends = sendsOf(records, topics);
    const broker = await cluster.findBroker(coordinator);
    const partitions = partitionsOf(sends.flatMap(({ batches }) => batches));
    await untilFree(() => broker.addPartitionsToTxn({ ...producer, topics: partitions }));
    for (const { leader, batches } of sends) {
      const byTopic = Map.groupBy(batches.map(encoded), ({ topic }) => topic);
      const written = [...byTopic].map(([topic, of]) => ({ topic, batches: of }));
      await produce(await cluster.findBroker({ nodeId: leader }), producer.transactionalId, written);
    }
    await broker.endTxn({ ...producer, transactionResult: true });
  };
}

/** A producer as its coordinator knows it. */
interface Registered extends ProducerIdentity {
  readonly transactionalId: string;
  readonly coordinator: { readonly nodeId: number };
}

/** Asks for an id, or for the next epoch of it; that is what fences the others. */
async function registered(cluster: Connections, transactionalId: string): Promise<Registered> {
  const query = { groupId: transactionalId, coordinatorType: TRANSACTION };
  const { coordinator } = await cluster.findGroupCoordinatorMetadata(query);
  const broker = await cluster.findBroker(coordinator);
  const identity = await untilFree(() =>
    broker.initProducerId({ transactionalId, transactionTimeout: TRANSACTION_TIMEOUT }),
  );
  return { ...identity, transactionalId, coordinator };
}

function partitionsOf(batches: readonly PlacedBatch[]) {
  const byTopic = Map.groupBy(batches, ({ topic }) => topic);
  return [...byTopic].map(([topic, of]) => ({
    topic,
    partitions: [...new Set(of.map(({ partition }) => partition))],
  }));
}

/** Asks again as long as the transaction before is being completed. */
async function untilFree<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!isAnswer(error, 'CONCURRENT_TRANSACTIONS') || attempt === BUSY_ATTEMPTS) throw error;
      await pause(BUSY_WAIT, NEVER);
    }
  }
}
