import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that can be disturbed as a network disturbs it. */
export interface Proxy {
  readonly port: number;
  /** Cuts every connection that is open. @returns how many there were */
  cut(): number;
  /** From now on nobody is let in; who is in, is thrown out. */
  close(): void;
  /** From now on connections pass as they should. */
  open(): void;
  /**
   * Keeps back what goes one way through the connections that are open now; new ones pass.
   *
   * @returns what lets it go on, late
   */
  holdBack(way: 'requests' | 'answers'): () => void;
  end(): Promise<void>;
}

interface Pair {
  readonly requests: Socket;
  readonly answers: Socket;
}

/** Starts a proxy to a port of this machine. */
export async function proxyTo(target: number): Promise<Proxy> {
  const pairs = new Set<Pair>();
  let isOpen = true;
  const server = createServer((requests) => {
    if (!isOpen) {
      requests.destroy();
      return;
    }
    const answers = connect(target, '127.0.0.1');
    const pair = { requests, answers };
    pairs.add(pair);
    requests.pipe(answers);
    answers.pipe(requests);
    for (const socket of [requests, answers]) {
      // A reset is what this is for; whoever is at the other end is told by the end of their own connection.
      socket.on('error', () => socket.destroy());
      socket.once('close', () => {
        pairs.delete(pair);
        requests.destroy();
        answers.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    const { size } = pairs;
    for (const { requests, answers } of pairs) {
      requests.resetAndDestroy();
      answers.destroy();
    }
    return size;
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    close: () => {
      isOpen = false;
      cut();
    },
    open: () => {
      isOpen = true;
    },
    holdBack: (way) => {
      const held = [...pairs];
      const other = { requests: 'answers', answers: 'requests' } as const;
      for (const pair of held) pair[way].unpipe(pair[other[way]]).pause();
      return () => {
        for (const pair of held) if (!pair[other[way]].destroyed) pair[way].pipe(pair[other[way]]);
      };
    },
    end: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The port of a connection string for one node. */
export const portOf = (url: string): number => Number(new URL(url.replace(/^[^:]+:/, 'http:')).port);

/** The connection string of a node that is reached through a port of this machine. */
export const urlAt = (port: number): string => `esdb://127.0.0.1:${port}?tls=false`;
