import type { Server, ServerResponse } from 'node:http';
import type { Middleware } from './arrival.js';

/** Knows which requests are being answered. */
export interface InFlight {
  readonly middleware: Middleware;
  /** Takes no connection any more, and waits until every request that came is answered. */
  readonly drain: (server: Server) => Promise<void>;
}

/** Begins to watch requests. */
export function inFlight(): InFlight {
  const open = new Set<ServerResponse>();
  let isDraining = false;
  const endConnection = (response: ServerResponse) => {
    // A client that keeps its connection would keep the server from ending.
    if (!response.headersSent) response.setHeader('Connection', 'close');
  };
  return {
    middleware: (_, response, next) => {
      open.add(response);
      response.once('close', () => open.delete(response));
      if (isDraining) endConnection(response);
      next();
    },
    drain: (server) => {
      isDraining = true;
      open.forEach(endConnection);
      if (!server.listening) return Promise.resolve();
      return new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
      });
    },
  };
}
