import type { ContextTopics } from '@tierline/contracts';
import {
  decodeSettlement,
  markerRecord,
  orderRecord,
  pause,
  type RecordLog,
  type Settlement,
} from '@tierline/platform';
import type { Plan } from './plan.js';

/** An order that was given, by its number. */
export interface Given extends Plan {
  readonly number: string;
}

const ONLY_PARTITION = 0;
const LOOK_AGAIN = 200;
const LANES_AT_ONCE = 20;
const NEVER = new AbortController().signal;

/**
 * Gives orders, each with its marker where its key's records are. Orders of one key keep their order.
 *
 * @throws {DependencyUnavailable} when it is not certain that all were given; giving them again does no harm
 * @throws {InvalidMessage} when they cannot be orders
 */
export async function give(
  records: RecordLog,
  topics: ContextTopics,
  plans: readonly Plan[],
): Promise<readonly Given[]> {
  const ready = plans.map((plan) => ({ plan, record: orderRecord(plan.order) }));
  const lanes = [...Map.groupBy(ready, ({ plan }) => plan.about[0]?.lane).values()];
  const given: Given[] = [];
  for (let from = 0; from < lanes.length; from += LANES_AT_ONCE) {
    const lanesNow = lanes.slice(from, from + LANES_AT_ONCE);
    await Promise.all(
      lanesNow.map(async (lane) => {
        for (const { plan, record } of lane) {
          const number = String(await records.append(topics.redriveOrders.topic, ONLY_PARTITION, record));
          const { topic, partition } = plan.order;
          await records.append(topic, partition, markerRecord(topics.context, number, plan.key));
          given.push({ ...plan, number });
        }
      }),
    );
  }
  return given;
}

/** The offset from which settlements are to be looked for: nothing that is ordered later is settled before it. */
export const settledFrom = async (records: RecordLog, topics: ContextTopics): Promise<bigint> =>
  (await records.ends(topics.deadLetters.topic, ONLY_PARTITION)).high;

/**
 * Waits until every order was carried out, or until the time is over.
 *
 * @returns what became of them, by the numbers of the orders
 * @throws {DependencyUnavailable}
 */
export async function settled(
  records: RecordLog,
  topics: ContextTopics,
  given: readonly Given[],
  from: bigint,
  milliseconds: number,
): Promise<ReadonlyMap<string, readonly Settlement[]>> {
  const found = new Map<string, Settlement[]>(given.map(({ number }) => [number, []]));
  const deadline = performance.now() + milliseconds;
  let next = from;
  for (;;) {
    const { high } = await records.ends(topics.deadLetters.topic, ONLY_PARTITION);
    for await (const record of records.read(topics.deadLetters.topic, ONLY_PARTITION, next, high)) {
      const settlement = decodeSettlement(record);
      if (settlement) found.get(settlement.order)?.push(settlement);
    }
    next = high;
    const isDone = [...found.values()].every((of) => of.some(isEnd));
    if (isDone || performance.now() > deadline) return found;
    await pause(LOOK_AGAIN, NEVER);
  }
}

/** Whether a settlement tells of the order as a whole. */
export const isEnd = ({ kind }: Settlement): boolean => kind === 'completed' || kind === 'nothing-to-do';
