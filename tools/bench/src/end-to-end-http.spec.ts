import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { asking, loadByHttp } from './end-to-end-http.js';

let server: Server;
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function askOf(listener: RequestListener) {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return asking(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, ['one', 'two']);
}

const answering =
  (status: number): RequestListener =>
  (_, response) =>
    response.writeHead(status).end('why');

describe('who asks by HTTP', () => {
  it('asks over one connection as long as the one before was answered, as one agent after another', async () => {
    const asked: string[] = [];
    const sockets = new Set<unknown>();
    const ask = await askOf((request, response) => {
      asked.push(`${String(request.method)} ${String(request.url)} ${String(request.headers.authorization)}`);
      sockets.add(request.socket);
      response.writeHead(201).end();
    });
    expect([await ask(), await ask(), await ask()]).toEqual([true, true, true]);
    const path = 'POST /v1/activation-lock-requests';
    expect(asked).toEqual([`${path} Bearer one`, `${path} Bearer two`, `${path} Bearer one`]);
    expect(sockets.size).toBe(1);
  });

  it('takes a service that cannot answer now, or whose connection is lost, for one that has not answered', async () => {
    const ask = await askOf(answering(503));
    expect(await ask()).toBe(false);
    server.removeAllListeners('request').on('request', (request) => request.socket.destroy());
    expect(await ask()).toBe(false);
  });

  it('takes every other answer for a mistake', async () => {
    const ask = await askOf(answering(422));
    await expect(ask()).rejects.toThrow('answered 422: why');
  });
});

describe('a load by HTTP', () => {
  it('has a latency for each command that was answered, and counts the others', async () => {
    let count = 0;
    const ask = await askOf((request, response) => answering(count++ % 2 === 0 ? 201 : 503)(request, response));
    const { latencies, unanswered } = await loadByHttp(ask, 1_000, 10);
    expect({ answered: latencies.length, unanswered }).toEqual({ answered: 5, unanswered: 5 });
    expect(Math.min(...latencies)).toBeGreaterThan(0);
  });
});
