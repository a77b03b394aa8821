import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { commandIdOf, newSubjectOf } from './command-request.js';
import { NO_STATE } from './if-match.js';
import { decodePosition } from './position-token.js';
import { command, problemIn, startLampApp, type LampApp } from './testing/lamp-app.js';
import { accepted, asOf, position } from './testing/lamps.js';

const LAMP = '0c4e7c1e-58b4-5d3f-8a51-3a9f2f8f1a11';
const SWITCH = `/lamps/${LAMP}/switch`;
const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const lamp = { socket: 's-1', place: 'hall' };

let lamps: LampApp;
beforeAll(async () => {
  lamps = await startLampApp({ statusOf: { 'lamp-is-broken': 423 }, epoch: () => 5 });
});
afterAll(() => lamps.stop());
beforeEach(() => {
  lamps.desk.execution = accepted;
  lamps.desk.commands.length = 0;
  lamps.complaints.length = 0;
});

const install = (key: string, body: unknown = lamp, headers = {}) =>
  lamps.as('tier1-agent', 'POST', '/lamps', command(key, body, headers));
const turnOn = (headers = {}) => lamps.as('tier1-agent', 'POST', SWITCH, command('s1', { to: 'on' }, headers));

describe('a command by HTTP', () => {
  it('reaches its handler with an id, a subject and an actor that its body could not choose', async () => {
    await install('k1', lamp, { traceparent: TRACEPARENT, 'X-Correlation-Id': 'case-7' });
    const id = commandIdOf({ client: 'desk', subject: 'ada' }, 'k1');
    expect(lamps.desk.commands).toEqual([
      {
        id,
        type: 'InstallLamp',
        subject: newSubjectOf(id),
        data: lamp,
        at: asOf,
        actor: { id: 'ada', role: 'tier1-agent', channel: 'phone' },
        envelope: { correlationId: 'case-7', traceparent: TRACEPARENT },
      },
    ]);
  });

  it('is answered with what its route tells besides, and with a refusal alone', async () => {
    lamps.desk.document = { id: 'lamp-1' };
    const light = (key: string) => lamps.as('tier1-agent', 'POST', `/lamps/${LAMP}/light`, command(key, { to: 'on' }));
    expect(await (await light('l1')).json()).toMatchObject({ outcome: 'accepted', answer: { id: 'lamp-1' } });
    lamps.desk.document = undefined;
    expect(await (await light('l2')).json()).not.toHaveProperty('answer');
    lamps.desk.document = { id: 'lamp-1' };
    lamps.desk.execution = { ...accepted, outcome: 'refused', reason: 'lamp-is-broken', rule: 'DU-01' };
    const refused = await light('l3');
    expect(refused.status).toBe(423);
    expect(await refused.json()).not.toHaveProperty('answer');
  });

  it('that makes something is answered 201 with its place, its entity tag and its position', async () => {
    const response = await install('k1');
    const [{ subject } = { subject: '' }] = lamps.desk.commands;
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toBe(`/lamps/${subject}`);
    expect(response.headers.get('etag')).toBe('"2"');
    const token = response.headers.get('tierline-position') ?? '';
    expect(decodePosition(token, 'header')).toEqual({ epoch: 5, position });
    expect(await response.json()).toEqual({
      outcome: 'accepted',
      subject,
      revision: 3,
      stateRevision: 2,
      position: token,
      repeated: false,
    });
  });

  it('on something is answered 200, and names no place', async () => {
    lamps.desk.execution = { ...accepted, outcome: 'no-effect' };
    const response = await turnOn();
    expect(response.status).toBe(200);
    expect(response.headers.get('location')).toBeNull();
    expect(await response.json()).toMatchObject({ outcome: 'no-effect', subject: LAMP });
  });

  it('carries the same id and subject when the same caller sends the same key again, and others otherwise', async () => {
    for (const key of ['k1', 'k1', 'k2']) await install(key);
    const other = await lamps.issuer.token({ sub: 'bo', roles: ['tier1-agent'] });
    await lamps.as(undefined, 'POST', '/lamps', command('k1', lamp, { Authorization: `Bearer ${other}` }));
    const ids = lamps.desk.commands.map(({ id, subject }) => `${id} ${subject}`);
    expect(ids[1]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(3);
  });

  it('says that it is repeated when it is', async () => {
    lamps.desk.execution = { ...accepted, repeated: true };
    const response = await install('k1');
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ repeated: true });
  });
});

describe('a condition on a command', () => {
  it.each([
    ['"4"', 4],
    ['*', undefined],
    ['W/"4"', NO_STATE],
    ['"something-else"', NO_STATE],
  ])('If-Match: %s is passed on as state revision %s', async (header, revision) => {
    await turnOn({ 'If-Match': header });
    expect(lamps.desk.commands[0]?.envelope.ifStateRevision).toBe(revision);
  });

  it('cannot hold for what is only to be made', async () => {
    await install('k1', lamp, { 'If-Match': '*' });
    expect(lamps.desk.commands[0]?.envelope.ifStateRevision).toBe(NO_STATE);
  });

  it('that did not hold is answered 412 with the entity tag of the state', async () => {
    lamps.desk.execution = { outcome: 'precondition-failed', stateRevision: 6 };
    const response = await turnOn({ 'If-Match': '"4"' });
    expect(response.headers.get('etag')).toBe('"6"');
    expect(await problemIn(response)).toMatchObject({ status: 412, stateRevision: 6 });
  });

  it('that is no list of entity tags is refused', async () => {
    const problem = await problemIn(await turnOn({ 'If-Match': '4' }));
    expect(problem).toMatchObject({ status: 400, detail: expect.stringContaining('If-Match') });
    expect(lamps.desk.commands).toEqual([]);
  });
});

describe('a business no', () => {
  const no = { ...accepted, outcome: 'refused', reason: 'lamp-is-broken', rule: 'RT-01' } as const;

  it('is a problem with reason, rule and where it is stored, in the status that the service gives its reason', async () => {
    lamps.desk.execution = no;
    const response = await turnOn({ 'X-Correlation-Id': 'case-7' });
    expect(response.status).toBe(423);
    expect(response.headers.get('tierline-position')).not.toBeNull();
    expect(await problemIn(response)).toEqual({
      type: 'urn:tierline:problem:refused',
      title: 'The command was refused by a rule',
      status: 423,
      detail: 'lamp-is-broken (RT-01)',
      instance: SWITCH,
      reason: 'lamp-is-broken',
      rule: 'RT-01',
      revision: 3,
      stateRevision: 2,
      position: response.headers.get('tierline-position'),
      repeated: false,
      correlationId: 'case-7',
    });
  });

  it('is 409 when the service says nothing else, and has no entity tag when there is no state', async () => {
    lamps.desk.execution = { ...no, reason: 'lamp-is-hot', stateRevision: -1 };
    const response = await turnOn();
    expect(response.status).toBe(409);
    expect(response.headers.get('etag')).toBeNull();
  });
});

describe('a command that was not executed', () => {
  it('is 404 when there is nothing of that id', async () => {
    lamps.desk.execution = { outcome: 'unknown-stream' };
    expect(await problemIn(await turnOn())).toMatchObject({ status: 404, detail: `There is no ${LAMP}` });
  });

  it('is 422 when its key was used for another command', async () => {
    lamps.desk.execution = { outcome: 'command-id-reused' };
    expect(await problemIn(await turnOn())).toMatchObject({
      type: 'urn:tierline:problem:command-id-reused',
      status: 422,
    });
  });
});
