import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { customerValueTopics, deviceUnlockTopics, topicDeclarations } from '@tierline/contracts';
import { ACTIVATION_LOCK_REQUEST } from '@tierline/device-unlock';
import { streamName, type EventMetadata, type NewEvent } from '@tierline/kernel';
import { connectEventStore, silentLog, type EventStoreConnection } from '@tierline/platform';
import { SLOWEST_START_MS, startStack, type RunningService, type Stack } from '@tierline/stack';

const PATIENCE = 20_000;
const device = { kind: 'imei', value: '490154203237518' };

interface Answer {
  readonly subject?: string;
  readonly position?: string;
}
interface Ready {
  readonly status: string;
  readonly checks: readonly { readonly name: string; readonly reason?: string }[];
}

// A stack of its own: what is stored here makes every replica of the service that meets it not ready.
let dir: string;
let stack: Stack;
let connection: EventStoreConnection;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tierline-unknown-'));
  stack = await startStack({
    dir,
    parts: ['kafka', 'eventstore', 'identity'],
    topics: [...topicDeclarations(deviceUnlockTopics), ...topicDeclarations(customerValueTopics)],
    env: {},
    services: [serviceNamed('reads'), serviceNamed('executes')],
  });
  connection = connectEventStore(stack.eventStoreUrl, silentLog);
}, SLOWEST_START_MS);
afterAll(async () => {
  await connection.close();
  await stack.stop();
  await rm(dir, { recursive: true, force: true });
});

const serviceNamed = (name: string) => ({
  name,
  main: join(import.meta.dirname, '..', 'main.js'),
  env: { TIERLINE_DIRECTORY_KEY: 'a1'.repeat(32), TIERLINE_MASTER_KEY: 'b2'.repeat(32), TIERLINE_REPLICA: name },
});
const service = (name: string): RunningService => {
  const found = stack.services[name];
  if (!found) throw new Error(`there is no service ${name}`);
  return found;
};
/** What a replica is told that the stack did not start. */
const environment = (name: string) => ({
  ...{ KAFKA_BROKERS: stack.kafkaBrokers, EVENTSTORE_URL: stack.eventStoreUrl },
  ...{ TIERLINE_OIDC_ISSUER: stack.issuerUrl, TIERLINE_DATA_DIR: join(dir, name) },
  ...{ TIERLINE_HTTP_PORT: '0', TIERLINE_HEALTH_PORT: '0', ...serviceNamed(name).env },
});
const readiness = async (name: string): Promise<Ready> => {
  const response = await fetch(`${service(name).healthUrl}/readyz`);
  return (await response.json()) as Ready;
};
const reasonFor = async (name: string) =>
  (await readiness(name)).checks.find((check) => check.name === 'stored events')?.reason;
const statusOf = async (name: string, path: string) => (await fetch(service(name).healthUrl + path)).status;

const post = (name: string, path: string, body: object) =>
  postAs('tier2-agent', name, `activation-lock-requests${path}`, body);
async function postAs(role: string, name: string, path: string, body: object) {
  const token = await stack.token({ role });
  const response = await fetch(`${service(name).httpUrl}/v1/${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Answer };
}
const request = async (name: string) => {
  const { status, body } = await post(name, '', { customerId: 'c1', device });
  if (!body.subject) throw new Error(`a request was answered ${String(status)}: ${JSON.stringify(body)}`);
  return body.subject;
};

/** Appends to a request as a newer build would: after its last event, with metadata of its kind. */
async function appendAs(requestId: string, change: (last: NewEvent<EventMetadata>) => object): Promise<void> {
  const stream = streamName(ACTIVATION_LOCK_REQUEST, requestId);
  const last = (await connection.store.read(stream)).at(-1);
  if (!last) throw new Error(`${stream} is empty`);
  const event = { ...last, id: randomUUID(), ...change(last as NewEvent<EventMetadata>) };
  expect(await connection.store.append(stream, [event], last.revision)).not.toBe('conflict');
}
async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`not within ${String(PATIENCE)} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('a service whose streams hold what its build does not know', () => {
  let known: string;
  let touched: string;
  let later: string;
  const told = () => `${ACTIVATION_LOCK_REQUEST}-${touched}@2 event ProofNotarised: is not an event of device unlock`;

  beforeAll(async () => {
    [known, touched] = [await request('reads'), await request('reads')];
    expect([await reasonFor('reads'), await reasonFor('executes')]).toEqual([undefined, undefined]);
    await appendAs(touched, () => ({ type: 'ProofNotarised' }));
  }, 60_000);

  it('is not ready and says at which event, on every replica', async () => {
    for (const name of ['reads', 'executes']) {
      await until(`${name} has met it`, async () => (await reasonFor(name)) === told());
      expect(await statusOf(name, '/readyz')).toBe(503);
    }
  });

  it('lives, and was not started again', async () => {
    for (const name of ['reads', 'executes']) {
      expect(await statusOf(name, '/livez')).toBe(200);
      expect(await Promise.race([service(name).exited, Promise.resolve('runs')])).toBe('runs');
    }
  });

  it('answers commands on that stream with 503, and stores nothing there', async () => {
    expect(await post('reads', `/${touched}/credentials`, { credentials: 'unknown' })).toMatchObject({ status: 503 });
    expect(await connection.store.read(streamName(ACTIVATION_LOCK_REQUEST, touched))).toHaveLength(3);
  });

  it('executes commands on other streams', async () => {
    const { status, body } = await post('executes', `/${known}/credentials`, { credentials: 'unknown' });
    expect(status).toBe(200);
    later = body.position ?? '';
  });

  it('skips nothing: what came after the unknown event is not shown', async () => {
    const token = await stack.token({ role: 'tier2-agent' });
    const find = (query = '') =>
      fetch(`${service('reads').httpUrl}/v1/activation-lock-requests/${known}${query}`, {
        headers: { authorization: `Bearer ${token}` },
      });
    const waited = await find(`?at-least=${encodeURIComponent(later)}`);
    expect(await waited.json()).toMatchObject({ status: 503, detail: 'The view has not come as far as at-least yet' });
    expect(await (await find()).json()).toMatchObject({ status: 'credentials-asked' });
  });

  it('is met as well by a replica that is started later, which is not ready either and ends when it is told to', async () => {
    const late = spawn(process.execPath, [serviceNamed('late').main], { env: environment('late'), stdio: 'pipe' });
    const ended = once(late, 'exit');
    let said = '';
    late.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    await until('it has started', async () => said.includes('the service has started'));
    const line = said.split('\n').find((each) => each.includes('the service has started')) ?? '{}';
    const { health } = JSON.parse(line) as { health: string };
    await until('it has met the event', async () => (await (await fetch(`${health}/readyz`)).text()).includes(told()));
    late.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  it('says so as well of what it meets when a customer is to be forgotten, and forgets nothing', async () => {
    const [first] = await connection.store.read(streamName(ACTIVATION_LOCK_REQUEST, known));
    if (!first) throw new Error('nothing was stored');
    const customerId = `customer-${randomUUID()}`;
    const dealings = streamName('device_unlock.personal_data', customerId);
    const newer = { ...first, id: randomUUID(), type: 'ValueExported' };
    await connection.store.append(dealings, [newer], 'no-stream');
    expect(await postAs('legal', 'executes', 'forgotten-customers', { customerId })).toMatchObject({ status: 503 });
    const met = `${dealings}@0 event ValueExported: is not an event of device unlock`;
    expect((await reasonFor('executes'))?.split('; ')).toContain(met);
    expect(await connection.store.read(dealings)).toHaveLength(1);
  });

  it('says so as well of a policy that its build does not carry', async () => {
    const decided = await connection.store.read(streamName(ACTIVATION_LOCK_REQUEST, known), 0);
    const events = decided.slice(0, 2).map((event) => {
      const { policy, ...metadata } = event.metadata as EventMetadata;
      return { ...event, id: randomUUID(), metadata: { ...metadata, policy: { ...policy, version: 99 } } };
    });
    const newer = randomUUID();
    await connection.store.append(streamName(ACTIVATION_LOCK_REQUEST, newer), events, 'no-stream');
    expect(await post('executes', `/${newer}/credentials`, { credentials: 'known' })).toMatchObject({ status: 503 });
    expect(await reasonFor('executes')).toMatch(/; policy device-unlock@99 \([\da-f]{64}\) is not part of this build$/);
  });
});
