import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { customerValueTopics } from '@tierline/contracts';
import { CUSTOMER, ENTITLEMENT, entitlementId, type EntitlementClaim } from '@tierline/customer-value';
import { streamName } from '@tierline/kernel';
import { connectEventStore, digest, silentLog, type EventStoreConnection } from '@tierline/platform';
import { found, readTopics, replicaOf, type Committed } from '@tierline/platform/testing';
import { testStack, type TestStack } from '@tierline/stack/testing';
import { PARTS, replicas, TOPICS } from '../testing/running-stack.js';
import { senders } from '../testing/senders.js';
import * as told from '../testing/told.js';
import { onTime, usage, type Told } from '../testing/told.js';

const START = 240_000;
const RUN = 300_000;
const PATIENCE = 120_000;
const REPLICAS = ['one', 'two'] as const;
const CUSTOMERS = Array.from({ length: 24 }, (_, index) => `customer-${String(index)}`);
const MONTHS = ['2025-10', '2025-11', '2025-12', '2026-01'];
/** What a customer's stream holds in the end, whatever was killed. */
const STORED = [
  ...['BillPaid', 'BillPaid', 'BillPaid', 'BillPaid', 'BillPaid', 'BillPaid', 'BillingErrorFound', 'CustomerOpened'],
  ...['FaultVerified', 'PlanTaken', 'UsageReviewOpened', 'ValueChanged'],
];

let stack: TestStack;
let store: EventStoreConnection;
let reader: Awaited<ReturnType<typeof readTopics>>;
let systems: Awaited<ReturnType<typeof senders>>;

/** Everything that is told of a customer, on five topics; what follows from it meets on three streams. */
async function tellAllOf(customerId: string): Promise<void> {
  const lineId = `line-of-${customerId}`;
  const own = ([type, body]: Told): Told => [type, { ...body, customerId }];
  await systems.tell(customerId, [told.opened(), ...onTime(6), told.billedTooMuch]);
  const [type, verified] = told.fault('c1', customerId);
  await systems.tell(`complaint-of-${customerId}`, [[type, { ...verified, lineId }]]);
  await systems.tell(lineId, [...MONTHS.map((each) => usage(each)), usage('2026-02', 90_000)].map(own));
  await systems.tell(customerId, [told.plan(6_000, { lineId })]);
}

const typesOf = async (customerId: string) =>
  (await store.store.read(streamName(CUSTOMER, customerId))).map(({ type }) => type);
const entitlementsOf = async (customerId: string) => {
  const claims = [
    { kind: 'billing-error', billId: 'bill-1' },
    { kind: 'verified-fault', complaintId: 'c1' },
  ] as unknown as readonly EntitlementClaim[];
  const streams = claims.map((claim) => entitlementId(digest, { customerId: customerId as never, claim }));
  const stored = await Promise.all(streams.map((id) => store.store.read(streamName(ENTITLEMENT, id))));
  return stored.map((events) => events.filter(({ type }) => type === 'EntitlementGranted').length);
};
const isDone = async (customerId: string) =>
  (await typesOf(customerId)).length >= STORED.length &&
  (await entitlementsOf(customerId)).every((granted) => granted > 0);
/** As many as are told of a customer: raised, changed, two entitlements. */
const isPublished = (customerId: string) =>
  reader.seen.filter(({ value }) => (JSON.parse(value) as { customerId: string }).customerId === customerId).length >=
  4;

beforeAll(async () => {
  stack = await testStack(PARTS, TOPICS, replicas(REPLICAS));
  store = connectEventStore(stack.eventStoreUrl, silentLog);
  reader = await readTopics(stack.kafkaBrokers, [customerValueTopics.events.topic]);
  systems = await senders(stack.kafkaBrokers);
}, START);
afterAll(async () => {
  await systems.end();
  await reader.end();
  await store.close();
  await stack.stop();
});

describe('two replicas, each killed while facts come and other commands follow from them', () => {
  beforeAll(async () => {
    for (const [index, customerId] of CUSTOMERS.entries()) {
      await tellAllOf(customerId);
      const name = REPLICAS[(index / 8) % REPLICAS.length];
      if (index % 8 !== 0 || name === undefined) continue;
      const replica = replicaOf(stack.services, name);
      replica.kill('SIGKILL');
      await replica.restart();
    }
    for (const customerId of CUSTOMERS) {
      await found(
        `all of ${customerId} is stored`,
        async () => ((await isDone(customerId)) ? true : undefined),
        PATIENCE,
      );
      await found(`all of ${customerId} is published`, () => isPublished(customerId) || undefined, PATIENCE);
    }
  }, RUN);

  it('CV-20, CV-21, CV-22: lose nothing, and do nothing twice: each fact, its number and its review are there once', async () => {
    for (const customerId of CUSTOMERS) {
      const types = (await typesOf(customerId)).filter((type) => type !== 'CommandHadNoEffect');
      expect([customerId, types.toSorted()]).toEqual([customerId, STORED]);
    }
  });

  it('RT-14: grant each customer once what they are entitled to', async () => {
    for (const customerId of CUSTOMERS)
      expect([customerId, await entitlementsOf(customerId)]).toEqual([customerId, [1, 1]]);
  });

  it('publish every event once, and those of each stream in order', () => {
    const byId = Map.groupBy(reader.seen, ({ headers }) => headers['ce_id']);
    expect([...byId.values()].filter((same) => same.length > 1)).toEqual([]);
    for (const same of Map.groupBy(reader.seen, ({ key }: Committed) => key).values()) {
      const revisions = same.map(({ headers }) => Number(headers['tierline-revision']));
      expect(revisions).toEqual(revisions.toSorted((one, other) => one - other));
    }
  });
});
