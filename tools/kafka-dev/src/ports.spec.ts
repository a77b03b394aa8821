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
