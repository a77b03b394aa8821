import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { deviceUnlockTopics } from '@tierline/contracts';
import { encodeCloudEvent, kafkaClient, silentLog } from '@tierline/platform';
import { testStack, type TestStack } from '@tierline/stack/testing';
import { found, readTopics, replicaOf } from '@tierline/platform/testing';
import { PARTS, replicas, TOPICS } from '../testing/running-stack.js';

const START = 240_000;
/** The least that the settings allow. */
const STALL_SECONDS = 10;
const OUTAGE = (STALL_SECONDS + 5) * 1_000;
const LOOK = 250;
const TYPE = 'tierline.device-unlock.RequestActivationUnlock.v1';

let stack: TestStack;
let storePid: number;
beforeAll(async () => {
  stack = await testStack(
    PARTS,
    TOPICS,
    replicas(['only'], {
      TIERLINE_STALL_SECONDS: String(STALL_SECONDS),
      TIERLINE_VIEW_LAG_SECONDS: '3',
    }),
  );
  storePid = stack.parts.eventstore?.pid ?? 0;
  if (storePid === 0) throw new Error('the event store is not our own');
}, START);
afterAll(async () => {
  process.kill(storePid, 'SIGCONT');
  await stack.stop();
});

interface Probe {
  readonly checks: readonly { readonly name: string; readonly reason?: string }[];
}
const probe = async (path: string) => {
  const response = await fetch(replicaOf(stack.services, 'only').healthUrl + path);
  const { checks } = (await response.json()) as Probe;
  return {
    status: response.status,
    failing: checks.filter(({ reason }) => reason !== undefined).map(({ name }) => name),
  };
};

describe('a service whose event store gives no answer any more', () => {
  it(
    'lives on, however long the store is away, and is ready when it is back',
    async () => {
      const producer = kafkaClient({ brokers: [stack.kafkaBrokers], clientId: 'stores' }, silentLog).producer();
      await producer.connect();
      const reader = await readTopics(stack.kafkaBrokers, [deviceUnlockTopics.outcomes.topic]);
      process.kill(storePid, 'SIGSTOP');
      const subject = randomUUID();
      await producer.send({
        topic: deviceUnlockTopics.ingress.stores.topic,
        messages: [
          {
            key: subject,
            value: JSON.stringify({ customerId: 'c1', device: { kind: 'imei', value: '490154203237518' } }),
            headers: encodeCloudEvent({ id: randomUUID(), source: '/stores/3', type: TYPE, subject }),
          },
        ],
      });
      const lives: number[] = [];
      const unready = new Set<string>();
      for (const end = Date.now() + OUTAGE; Date.now() < end;) {
        lives.push((await probe('/livez')).status);
        for (const name of (await probe('/readyz')).failing) unready.add(name);
        await new Promise((resolve) => setTimeout(resolve, LOOK));
      }
      expect(new Set(lives)).toEqual(new Set([200]));
      // The view cannot be known to have everything, either.
      expect([...unready]).toEqual(expect.arrayContaining(['event store', 'views', 'commands']));
      process.kill(storePid, 'SIGCONT');
      await found('it is ready', async () => ((await probe('/readyz')).status === 200 ? true : undefined));
      await found('the command is executed', () => reader.seen.find(({ key }) => key === subject));
      expect((await probe('/livez')).status).toBe(200);
      await reader.end();
      await producer.disconnect();
    },
    START,
  );
});
