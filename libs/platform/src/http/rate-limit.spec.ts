import { afterEach, describe, expect, it } from '@jest/globals';
import { rateLimiter } from './rate-limit.js';
import { command, problemIn, startLampApp, type LampApp } from './testing/lamp-app.js';

const lamp = { socket: 's-1', place: 'hall' };

describe('a token bucket', () => {
  it('gives a burst at once, then as much as time brings, and never more than the burst', () => {
    let time = 0;
    const take = rateLimiter({ perSecond: 2, burst: 3 }, () => time);
    const takeTimes = (count: number) => Array.from({ length: count }, () => take('ada'));
    expect(takeTimes(4)).toEqual([0, 0, 0, 1]);
    time += 500;
    expect(takeTimes(2)).toEqual([0, 1]);
    time += 60_000;
    expect(takeTimes(4)).toEqual([0, 0, 0, 1]);
  });

  it('is one for each client', () => {
    const take = rateLimiter({ perSecond: 1, burst: 1 }, () => 0);
    expect([take('ada'), take('ada'), take('bo')]).toEqual([0, 1, 0]);
  });
});

describe('a client that sends too much', () => {
  let lamps: LampApp;
  afterEach(() => lamps.stop());

  it('is told when to come again, while others are served', async () => {
    lamps = await startLampApp({ rate: { perSecond: 0.1, burst: 1 } });
    const send = async (sub: string) => {
      const token = await lamps.issuer.token({ sub, roles: ['tier1-agent'] });
      return lamps.as(undefined, 'POST', '/lamps', command('k', lamp, { Authorization: `Bearer ${token}` }));
    };
    expect((await send('ada')).status).toBe(201);
    const response = await send('ada');
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await problemIn(response)).toMatchObject({ status: 429, type: 'urn:tierline:problem:too-many-requests' });
    expect((await send('bo')).status).toBe(201);
  });

  it('cannot guess tokens without end', async () => {
    lamps = await startLampApp({ rate: { perSecond: 0.1, burst: 1 } });
    const guess = () => lamps.as(undefined, 'POST', '/lamps', command('k', lamp, { Authorization: 'Bearer a.b.c' }));
    expect((await guess()).status).toBe(401);
    expect((await guess()).status).toBe(429);
  });
});
