import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ContendedStream, OutcomeUnknown, streamName, UnknownPolicy, UnregisteredEvent } from '@tierline/kernel';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import { command, problemIn, startLampApp, type LampApp } from './testing/lamp-app.js';
import { accepted } from './testing/lamps.js';

const SWITCH = '/lamps/0c4e7c1e-58b4-5d3f-8a51-3a9f2f8f1a11/switch';
const on = { to: 'on' };
const stream = streamName('test.lamp', '1');

let lamps: LampApp;
beforeAll(async () => {
  lamps = await startLampApp();
});
afterAll(() => lamps.stop());
beforeEach(() => {
  lamps.desk.execution = accepted;
  lamps.desk.commands.length = 0;
  lamps.complaints.length = 0;
});

const turn = (init: RequestInit, path = SWITCH) => lamps.as('tier1-agent', 'POST', path, init);

describe('trouble that is nobody’s mistake', () => {
  it.each([
    new OutcomeUnknown(stream),
    new ContendedStream(stream, 8),
    new DependencyUnavailable('the event store'),
    new UnknownPolicy({ name: 'lamps', version: 2, hash: 'h' }),
    new UnregisteredEvent('LampSang', 'is unknown', { stream, revision: 3 }),
  ])('is 503 with the time to come again: $name', async (error) => {
    lamps.desk.execution = error;
    const response = await turn(command('k', on));
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await problemIn(response)).toMatchObject({ status: 503 });
    expect(lamps.complaints).toHaveLength(1);
  });
});

describe('an error nobody expected', () => {
  it('is also an event that was decided and must not be stored', async () => {
    lamps.desk.execution = new UnregisteredEvent('LampSang', 'is unknown');
    expect(await problemIn(await turn(command('k', on)))).toMatchObject({ status: 500 });
  });

  it('is 500 without a word of what happened, which the log tells under the correlation id', async () => {
    const error = new Error('the secret of the lamp');
    lamps.desk.execution = error;
    const problem = await problemIn(await turn(command('k', on)));
    expect(problem).toEqual({
      type: 'urn:tierline:problem:internal-error',
      title: 'The service has failed',
      status: 500,
      detail: 'The service has failed',
      instance: SWITCH,
      correlationId: problem.correlationId,
    });
    expect(lamps.complaints).toEqual([
      {
        message: 'a request met an error nobody expected',
        fields: expect.objectContaining({
          error,
          correlationId: problem.correlationId,
          route: '/lamps/:lampId/switch',
        }),
      },
    ]);
  });
});

describe('every answer', () => {
  it('tells little of the server, and is not kept by anybody', async () => {
    const { headers } = await turn(command('k', on));
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });
});
