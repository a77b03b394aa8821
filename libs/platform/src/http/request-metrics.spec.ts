import { describe, expect, it } from '@jest/globals';
import { createMetrics } from '../service/metrics.js';
import { command, startLampApp } from './testing/lamp-app.js';

const LINE = /^tierline_http_request_duration_seconds_count\{(.*)\} (\d+)$/gm;

describe('the figures of requests', () => {
  it('count each by its method, route and status, and by no path', async () => {
    const metrics = createMetrics({ service: 'lamps' });
    const lamps = await startLampApp({ metrics });
    await lamps.as('tier1-agent', 'POST', '/lamps', command('k', { socket: 's', place: 'hall' }));
    await lamps.as('tier1-agent', 'GET', '/lamps/lamp-1');
    await lamps.as('tier1-agent', 'GET', '/lamps/lamp-2');
    await lamps.as('legal', 'GET', '/lamps/lamp-1');
    await lamps.as('tier1-agent', 'GET', '/nothing/here');
    // A request is counted when its connection is done with it, which stopping waits for.
    await lamps.stop();
    const counted = [...(await metrics.registry.metrics()).matchAll(LINE)].map(([, labels = '', count = '']) => {
      const label = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(labels)?.[1];
      return [label('method'), label('route'), label('status'), count].join(' ');
    });
    expect(counted.toSorted()).toEqual([
      'GET /lamps/:lampId 200 2',
      'GET /lamps/:lampId 403 1',
      'GET none 404 1',
      'POST /lamps 201 1',
    ]);
  });
});
