import { describe, expect, it } from '@jest/globals';
import kafkajs, { type LogEntry } from 'kafkajs';
import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';
import type { Log } from '../log.js';
import { clientLog } from './client-log.js';
import { kafkaClient } from './client.js';
import { quietIdleConnections } from './idle-timers.js';

const { logLevel } = kafkajs;

interface Queue {
  readonly pending: unknown[];
  throttledUntil: number;
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  scheduleCheckPendingRequests(): void;
  destroy(): void;
}

const queue = (): Queue => {
  const Constructor = RequestQueue as unknown as new (options: object) => Queue;
  return new Constructor({ logger: { debug: () => undefined }, requestTimeout: 1_000, maxInFlightRequests: 1 });
};

describe('a connection with nothing to do', () => {
  it('sets no timer', () => {
    quietIdleConnections();
    quietIdleConnections();
    const idle = queue();
    idle.scheduleCheckPendingRequests();
    expect(idle.throttleCheckTimeoutId).toBeNull();
  });

  it('sets one while a request waits, or the broker asked for a pause', () => {
    quietIdleConnections();
    const waiting = queue();
    waiting.pending.push({});
    const throttled = queue();
    throttled.throttledUntil = Date.now() + 10_000;
    for (const busy of [waiting, throttled]) {
      busy.scheduleCheckPendingRequests();
      expect(busy.throttleCheckTimeoutId).not.toBeNull();
      busy.destroy();
    }
  });
});

describe("the client's log", () => {
  const lines: [keyof Log, string, object][] = [];
  const write = (level: keyof Log) => (fields: object, message: string) => void lines.push([level, message, fields]);
  const log = clientLog({ debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') });
  const entry = (level: LogEntry['level'], message: string, fields: object = {}): LogEntry => ({
    namespace: 'Connection',
    level,
    label: 'ANY',
    log: { message, timestamp: '2026-03-01T09:30:00.000Z', logger: 'kafkajs', ...fields },
  });

  it.each([
    [
      logLevel.ERROR,
      'Response',
      {
        error:
          'The producer attempted to update a transaction while another concurrent operation on the same transaction was ongoing',
      },
      'debug',
    ],
    [logLevel.ERROR, 'The coordinator is loading and hence can not process requests', {}, 'debug'],
    [logLevel.WARN, 'The group is rebalancing, re-joining', {}, 'debug'],
    [logLevel.ERROR, 'Connection error: connect ECONNREFUSED', {}, 'warn'],
    [logLevel.WARN, 'something else', {}, 'info'],
    [logLevel.INFO, 'Starting', {}, 'debug'],
    [logLevel.DEBUG, 'anything', {}, 'debug'],
  ])('of level %i says %j with %j as %4$s', (level, message, fields, expected) => {
    lines.length = 0;
    log(level)(entry(level, message, fields));
    expect(lines).toEqual([[expected, `kafkajs: ${message}`, expect.objectContaining(fields)]]);
  });

  it('is where a client writes to', () => {
    lines.length = 0;
    const client = kafkaClient(
      { brokers: ['127.0.0.1:1'], clientId: 'spec' },
      { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
    );
    client.logger().error('broken');
    expect(lines).toEqual([['warn', 'kafkajs: broken', expect.anything()]]);
  });
});
