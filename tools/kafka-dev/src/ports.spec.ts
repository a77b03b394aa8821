import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { freePort, portAnswers, requirePortFree } from './ports.js';

async function listening(port: number): Promise<Server> {
  const server = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

describe('a loopback port', () => {
  it('that was found free can be listened on', async () => {
    const port = await freePort();
    await requirePortFree(port, 0);
    expect(await portAnswers(port)).toBe(false);
    const server = await listening(port);
    expect(await portAnswers(port)).toBe(true);
    server.close();
  });

  it('is lost to no outgoing connection: a service could not listen on a port that was drawn, and given to one meanwhile', async () => {
    const drawn = await Promise.all(Array.from({ length: 50 }, freePort));
    // Linux gives outgoing connections ports from here on, others from 49152.
    for (const port of drawn) expect(port).toBeLessThan(32_768);
  });

  it('that somebody listens on is refused by name', async () => {
    const port = await freePort();
    const server = await listening(port);
    await expect(requirePortFree(port, 0)).rejects.toMatchObject({
      failure: 'port-in-use',
      message: expect.stringContaining(`port ${String(port)} on 127.0.0.1 is in use: end the program`),
    });
    server.close();
  });

  it('is waited for while its last user is ending', async () => {
    const port = await freePort();
    const server = await listening(port);
    const free = requirePortFree(port, 10_000);
    setImmediate(() => server.close());
    await expect(free).resolves.toBeUndefined();
  });
});
