import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { applyToxic, type Direction, type Passage, type Toxic } from './toxics.js';

/** A piece of what passes: a whole message where the proxy knows the protocol, else what came in one read. */
export interface Piece {
  readonly direction: Direction;
  readonly bytes: Buffer;
  /** Tells connections apart. */
  readonly connection: object;
}

/** A way to a server of this machine that can be disturbed. */
export interface TcpProxy {
  readonly port: number;
  /** Disturbs what passes from now on. @returns what takes the toxic away */
  readonly add: (direction: Direction, toxic: Toxic) => () => void;
  /** Asked of every piece before it goes on; at a `true` its connection is held for good, and what it carries is dropped. */
  gate: ((piece: Piece) => boolean) | undefined;
  /** Resets every connection that is open. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
}

/** Divides what comes one way through a connection into pieces; keeps an unfinished one for itself. */
export type Divide = (bytes: Buffer) => readonly Buffer[];

interface Link extends Passage {
  readonly direction: Direction;
  readonly connection: object;
  readonly divide: Divide;
  isHeld: () => boolean;
  hold: () => void;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  isHeld: boolean;
  hasSwallowed: boolean;
}

/**
 * Starts a proxy to a port of this machine.
 *
 * @param divider makes what divides one direction of one connection
 */
export async function tcpProxy(target: number, divider: () => Divide = () => (bytes) => [bytes]): Promise<TcpProxy> {
  const pairs = new Set<Pair>();
  const toxics: Record<Direction, Set<Toxic>> = { upstream: new Set(), downstream: new Set() };
  const server = createServer((client) => {
    const pair: Pair = { client, server: connect(target, '127.0.0.1'), isHeld: false, hasSwallowed: false };
    pairs.add(pair);
    const end = (how: 'close' | 'reset') => endPair(pair, how);
    for (const socket of [pair.client, pair.server]) {
      // A reset is what this is for: whoever is at the other end is told by the end of their own connection.
      socket.on('error', () => socket.destroy());
      socket.once('close', () => {
        pairs.delete(pair);
        end('close');
      });
    }
    const link = (direction: Direction): Link => ({
      ...{ direction, connection: pair, passed: 0, isOver: false, divide: divider(), end },
      swallow: () => (pair.hasSwallowed = true),
      isHeld: () => pair.isHeld,
      hold: () => (pair.isHeld = true),
    });
    void pump(pair.client, pair.server, link('upstream'));
    void pump(pair.server, pair.client, link('downstream'));
  });
  const pump = async (from: Socket, to: Socket, link: Link) => {
    try {
      for await (const chunk of from) {
        for (const bytes of link.divide(chunk as Buffer)) await pass(bytes, to, link);
      }
      to.end();
    } catch {
      // The connection has ended, which both sockets' own events have told already.
      link.end('close');
    }
  };
  const pass = async (bytes: Buffer, to: Socket, link: Link) => {
    let pieces: readonly Buffer[] = [bytes];
    for (const toxic of toxics[link.direction]) {
      pieces = (await Promise.all(pieces.map((piece) => applyToxic(toxic, piece, link)))).flat();
    }
    if (link.isHeld()) return;
    if (proxy.gate?.({ direction: link.direction, bytes, connection: link.connection })) {
      link.hold();
      return;
    }
    for (const piece of pieces) {
      link.passed += piece.length;
      if (!to.write(piece)) await Promise.race([once(to, 'drain'), once(to, 'close')]);
    }
    if (link.isOver) to.end(() => link.end('close'));
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => pairs.forEach((pair) => endPair(pair, 'reset'));
  const proxy: TcpProxy = {
    port: (server.address() as AddressInfo).port,
    add: (direction, toxic) => {
      toxics[direction].add(toxic);
      return () => {
        toxics[direction].delete(toxic);
        for (const pair of pairs) if (pair.hasSwallowed) endPair(pair, 'close');
      };
    },
    gate: undefined,
    cut,
    close: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}

function endPair({ client, server }: Pair, how: 'close' | 'reset'): void {
  for (const socket of [client, server]) {
    if (socket.destroyed) continue;
    if (how === 'reset') socket.resetAndDestroy();
    else socket.destroy();
  }
}
