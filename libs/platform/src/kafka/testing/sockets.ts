import { connect, type Socket } from 'node:net';
import type { ISocketFactory } from 'kafkajs';

/** Connections that can be cut as a network cuts them. */
export interface CuttableSockets {
  readonly socketFactory: ISocketFactory;
  /** Cuts every connection that is open. @returns how many there were */
  cut(): number;
  /** Cuts them, and lets no new one be made from now on. */
  refuse(): void;
  /** Lets new ones be made again. */
  accept(): void;
}

/** Nothing listens there: a connection is refused. */
const NOBODYS_PORT = 1;

/** Makes sockets that can all be cut at once. */
export function cuttableSockets(): CuttableSockets {
  const open = new Set<Socket>();
  let refuses = false;
  const cut = () => {
    const { size } = open;
    // As a reset by the other side is told; a socket that is destroyed by this one says nothing.
    for (const socket of open) socket.destroy(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));
    return size;
  };
  return {
    socketFactory: ({ host, port, onConnect }) => {
      const socket = connect({ host, port: refuses ? NOBODYS_PORT : port }, onConnect);
      socket.setKeepAlive(true, 60_000);
      open.add(socket);
      socket.once('close', () => open.delete(socket));
      return socket;
    },
    cut,
    refuse: () => {
      refuses = true;
      cut();
    },
    accept: () => {
      refuses = false;
    },
  };
}
