import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tcpProxy, type TcpProxy } from './tcp-proxy.js';

let server: Server;
let proxy: TcpProxy;
const clients: Socket[] = [];
beforeEach(async () => {
  // It says back whatever it is told.
  server = createServer((socket) => socket.on('error', () => socket.destroy()).pipe(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy = await tcpProxy((server.address() as AddressInfo).port);
});
afterEach(async () => {
  clients.splice(0).forEach((client) => client.destroy());
  await proxy.close();
  server.close();
});

/** A client, what it has heard, and how its connection ended. */
async function client() {
  const socket = connect(proxy.port, '127.0.0.1');
  clients.push(socket);
  let text = '';
  socket.setEncoding('utf8').on('data', (heard: string) => (text += heard));
  const ended = new Promise<string>((resolve) => {
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
    socket.once('close', () => resolve('closed'));
  });
  await once(socket, 'connect');
  const hears = async (what: string) => {
    while (text !== what) await once(socket, 'data');
  };
  return { socket, ended, hears, heard: () => text };
}

describe('a proxy', () => {
  it('lets pass what is said, both ways', async () => {
    const { socket, hears } = await client();
    socket.write('hello');
    await hears('hello');
  });

  it('holds a connection at the piece that its gate was waiting for, and no other connection', async () => {
    const [held, other] = [await client(), await client()];
    proxy.gate = ({ direction, bytes }) => direction === 'upstream' && bytes.includes('secret');
    held.socket.write('secret');
    other.socket.write('open');
    await other.hears('open');
    held.socket.write('more');
    other.socket.write('!');
    await other.hears('open!');
    expect(held.heard()).toBe('');
  });

  it('resets connections when they are cut', async () => {
    const { ended } = await client();
    proxy.cut();
    expect(await ended).toBe('ECONNRESET');
  });

  it('delays by its latency, each way', async () => {
    const { socket, hears } = await client();
    const remedies = (['upstream', 'downstream'] as const).map((way) =>
      proxy.add(way, { type: 'latency', latency: 40 }),
    );
    const began = performance.now();
    socket.write('late');
    await hears('late');
    expect(performance.now() - began).toBeGreaterThan(75);
    remedies.forEach((remove) => remove());
  });

  it('passes no more than its bandwidth', async () => {
    const { socket, hears } = await client();
    proxy.add('upstream', { type: 'bandwidth', rate: 10 });
    const began = performance.now();
    socket.write('x'.repeat(1_000));
    await hears('x'.repeat(1_000));
    expect(performance.now() - began).toBeGreaterThan(90);
  });

  it('cuts into slices and loses none', async () => {
    const { socket, hears } = await client();
    proxy.add('upstream', { type: 'slicer', averageSize: 3, delay: 1 });
    socket.write('0123456789');
    await hears('0123456789');
  });

  it('ends a connection after so many bytes', async () => {
    const { socket, ended, hears } = await client();
    proxy.add('downstream', { type: 'limit_data', bytes: 4 });
    socket.write('0123456789');
    await hears('0123');
    expect(await ended).toBe('closed');
  });

  it('swallows everything, and ends the connection when that is over: what follows would mean nothing', async () => {
    const { socket, ended, heard } = await client();
    const remove = proxy.add('upstream', { type: 'timeout', timeout: 0 });
    const other = await client();
    socket.write('nobody hears');
    socket.write('this');
    proxy.gate = ({ bytes }) => bytes.includes('nobody');
    await once(other.socket.setTimeout(50), 'timeout');
    expect(heard()).toBe('');
    remove();
    expect(await ended).toBe('closed');
  });

  it('resets a peer after a time', async () => {
    const { socket, ended } = await client();
    proxy.add('upstream', { type: 'reset_peer', timeout: 5 });
    socket.write('x');
    expect(await ended).toBe('ECONNRESET');
  });
});
