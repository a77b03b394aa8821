import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { brokerAddresses, eventStoreAddresses, requireReachable } from './reachable.js';

describe('the addresses of a server', () => {
  it('are read from a list of brokers', () => {
    expect(brokerAddresses('a:9092, b:1, c,[::1]:7')).toEqual([
      { host: 'a', port: 9092 },
      { host: 'b', port: 1 },
      { host: 'c', port: 9092 },
      { host: '::1', port: 7 },
    ]);
  });

  it.each([
    ['esdb://127.0.0.1:5000?tls=false', [{ host: '127.0.0.1', port: 5000 }]],
    [
      'esdb+discover://admin:changeit@a:1,b/?tls=true',
      [
        { host: 'a', port: 1 },
        { host: 'b', port: 2113 },
      ],
    ],
    ['kurrentdb://node.example', [{ host: 'node.example', port: 2113 }]],
  ])('are read from %s', (url, addresses) => {
    expect(eventStoreAddresses(url)).toEqual(addresses);
  });
});

describe('a server that is to be used', () => {
  it('is taken when one of its addresses answers, and refused by name when none does', async () => {
    const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const here = { host: '127.0.0.1', port };
    await requireReachable('kafka', 'KAFKA_BROKERS', [{ host: '127.0.0.1', port: 1 }, here]);
    server.close();
    await once(server, 'close');
    await expect(requireReachable('kafka', 'KAFKA_BROKERS', [here])).rejects.toThrow(
      `kafka: nothing answers at 127.0.0.1:${String(port)}: start it, or unset KAFKA_BROKERS`,
    );
  });
});
