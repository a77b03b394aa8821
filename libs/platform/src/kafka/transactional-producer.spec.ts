import { describe, expect, it } from '@jest/globals';
import type { Broker } from 'kafkajs/src/cluster/index.js';
import type { OutgoingRecord } from './publication.js';
import { transactionalProducer } from './transactional-producer.js';

const busy = Object.assign(new Error('still completing'), { type: 'CONCURRENT_TRANSACTIONS' });
const fenced = Object.assign(new Error('another epoch'), { type: 'INVALID_PRODUCER_EPOCH' });
const topics = ['a', 'b'].map((name) => ({
  name,
  partitions: [1, 2].map((leader, partitionId) => ({ partitionId, leader })),
}));
/** On the partition that the first broker leads, and on that of the second. */
const [first, second] = ['k3', 'k1'] as const;
const record = (topic: string, key: string): OutgoingRecord => ({ topic, key, value: '{}', headers: {} });

/** Two brokers, the second of which coordinates. @param troubles what is answered first to requests of a kind */
function given(troubles: Readonly<Record<string, readonly Error[]>> = {}) {
  const left = new Map(Object.entries(troubles).map(([name, errors]) => [name, [...errors]]));
  const asked: string[] = [];
  const answer = async <Answer>(name: string, what: Answer): Promise<Answer> => {
    asked.push(name);
    const trouble = left.get(name.split(' ')[0] ?? '')?.shift();
    if (trouble) throw trouble;
    return what;
  };
  const broker = (nodeId: number): Broker => ({
    initProducerId: () => answer(`register ${String(nodeId)}`, { producerId: '7', producerEpoch: 1 }),
    addPartitionsToTxn: ({ topics: of }) =>
      answer(
        `begin ${String(nodeId)} ${of.map(({ topic, partitions }) => `${topic}:${partitions.join()}`).join(' ')}`,
        {},
      ),
    endTxn: ({ transactionResult }) => answer(`end ${String(nodeId)} ${String(transactionResult)}`, {}),
    lookupRequest: () => () => ({ request: {}, response: {} }),
    connectionPool: { send: () => answer(`write ${String(nodeId)}`, {}) },
    fetch: () => Promise.reject(new Error('nobody reads')),
  });
  const connections = {
    findBroker: ({ nodeId }: { readonly nodeId: string | number }) => Promise.resolve(broker(Number(nodeId))),
    findGroupCoordinatorMetadata: ({ groupId }: { readonly groupId: string }) =>
      answer(`find ${groupId}`, { coordinator: { nodeId: 2 } }),
  };
  return { asked, open: () => transactionalProducer(connections, 'id', topics) };
}

describe('a transaction', () => {
  it('asks for its partitions once, writes to each leader, and ends; its coordinator is found once for all', async () => {
    const { asked, open } = given();
    const write = await open();
    await write([record('a', first), record('b', second), record('b', first), record('a', first)]);
    await write([record('a', second)]);
    const whole = ['begin 2 a:0 b:0,1', 'write 1', 'write 2', 'end 2 true'];
    const more = ['begin 2 a:1', 'write 2', 'end 2 true'];
    expect(asked).toEqual(['find id', 'register 2', ...whole, ...more]);
  });

  it('begins as soon as the one before it is completed, and so does a producer', async () => {
    const { asked, open } = given({ register: [busy], begin: [busy, busy] });
    const write = await open();
    await write([record('a', first)]);
    const begun = ['begin 2 a:0', 'begin 2 a:0', 'begin 2 a:0'];
    expect(asked).toEqual(['find id', 'register 2', 'register 2', ...begun, 'write 1', 'end 2 true']);
  });

  it.each([
    ['begin', fenced.type],
    ['write', fenced.type],
    ['end', fenced.type],
    ['write', busy.type],
    ['end', busy.type],
  ])('is given up when %s is answered with %s, and nothing is asked twice', async (request, type) => {
    const trouble = type === busy.type ? busy : fenced;
    const { asked, open } = given({ [request]: [trouble] });
    const write = await open();
    await expect(write([record('a', first)])).rejects.toBe(trouble);
    expect(asked.at(-1)).toMatch(new RegExp(`^${request}`));
    expect(new Set(asked).size).toBe(asked.length);
  });
});
