import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startHealthServer, type HealthServer } from './health.js';
import { createMetrics, type Metrics } from './metrics.js';

let health: HealthServer;
let metrics: Metrics;
beforeEach(async () => {
  metrics = createMetrics({ service: 'lamps' });
  health = await startHealthServer({ host: '127.0.0.1', port: 0 }, metrics.registry);
});
afterEach(() => health.close());

async function probe(path: string) {
  const response = await fetch(health.url + path);
  const { checks } = (await response.json()) as { checks: { name: string; reason?: string }[] };
  return [response.status, ...checks.flatMap(({ name, reason }) => (reason === undefined ? [] : `${name}: ${reason}`))];
}

describe('a service that starts', () => {
  it('lives, and is neither started nor ready', async () => {
    expect(await probe('/livez')).toEqual([200]);
    expect(await probe('/startupz')).toEqual([503, 'phase: the service is starting']);
    expect(await probe('/readyz')).toEqual([503, 'phase: the service is starting']);
  });

  it('is started and ready from the moment it says so', async () => {
    health.started();
    expect(await probe('/startupz')).toEqual([200]);
    expect(await probe('/readyz')).toEqual([200]);
  });
});

describe('a service that rests on others', () => {
  beforeEach(() => {
    health.started();
  });

  it('is ready while every check is right, and lives whatever they say', async () => {
    const store: { reason?: string } = {};
    health.ready({ store: () => Promise.resolve(store.reason), kafka: () => undefined });
    expect(await probe('/readyz')).toEqual([200]);
    store.reason = 'has not answered for 12 s';
    expect(await probe('/readyz')).toEqual([503, 'store: has not answered for 12 s']);
    expect(await probe('/livez')).toEqual([200]);
    expect(await probe('/startupz')).toEqual([200]);
  });

  it('is not ready while a check throws, or does not answer', async () => {
    health.ready({ store: () => Promise.reject(new Error('refused')), view: () => new Promise(() => undefined) });
    expect(await probe('/readyz')).toEqual([503, 'store: refused', 'view: no answer within 1000 ms']);
  });

  it('is restarted for what only a restart repairs', async () => {
    health.live({ partitions: () => 'partition 3 is wedged' });
    expect(await probe('/livez')).toEqual([503, 'partitions: partition 3 is wedged']);
    expect(await probe('/readyz')).toEqual([200]);
  });

  it('is not ready any more once it drains, and still lives', async () => {
    health.draining();
    expect(await probe('/readyz')).toEqual([503, 'phase: the service is draining']);
    expect(await probe('/livez')).toEqual([200]);
  });
});

describe('the figures', () => {
  it('tell those of Node and those of the service, with the labels of the process', async () => {
    metrics.counter('switched_total', 'Lamps that were switched', ['to']).inc({ to: 'on' }, 2);
    metrics.gauge('lit', 'Lamps that are on').set(7);
    metrics.histogram('switching_seconds', 'How long switching takes').observe(0.02);
    const text = await (await fetch(`${health.url}/metrics`)).text();
    expect(text).toContain('tierline_switched_total{to="on",service="lamps"} 2');
    expect(text).toContain('tierline_lit{service="lamps"} 7');
    expect(text).toContain('tierline_switching_seconds_bucket{le="0.025",service="lamps"} 1');
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds{service="lamps"}');
  });
});

describe('the health port', () => {
  it('serves nothing else', async () => {
    expect((await fetch(`${health.url}/lamps`)).status).toBe(404);
  });

  it('cannot be taken twice', async () => {
    const port = Number(new URL(health.url).port);
    await expect(startHealthServer({ host: '127.0.0.1', port }, metrics.registry)).rejects.toThrow('EADDRINUSE');
  });

  it('does not wait for whoever keeps a connection when it is closed', async () => {
    const { port } = new URL(health.url);
    const socket = connect(Number(port), '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await health.close();
    await closed;
    health = await startHealthServer({ host: '127.0.0.1', port: 0 }, metrics.registry);
  });
});
