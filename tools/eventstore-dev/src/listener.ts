import { ServerCredentials, type Server as GrpcServer } from '@grpc/grpc-js';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

/** Certificate and private key in PEM, and the file of what clients have to trust, to be named in the server's url. */
export interface TlsOptions {
  readonly cert: string | Buffer;
  readonly key: string | Buffer;
  readonly caFile?: string;
}

/** A listening port that serves gRPC and HTTP/1.1. */
export interface Listener {
  readonly port: number;
  /** Takes no more connections. */
  stop(): void;
  /** Closes the connections when what was sent has gone out, or after `grace` ms. */
  close(grace: number): Promise<void>;
}

const HTTP2_PREFACE = Buffer.from('PRI ');

/** Hands each connection to gRPC or HTTP/1.1 by what the client says first. */
function route(socket: Socket, toGrpc: (socket: Socket) => void, toHttp: (socket: Socket) => void): void {
  socket.once('readable', () => {
    const first = socket.read() as Buffer | null;
    if (!first) return;
    socket.unshift(first);
    const isGrpc = first.subarray(0, HTTP2_PREFACE.length).equals(HTTP2_PREFACE.subarray(0, first.length));
    (isGrpc ? toGrpc : toHttp)(socket);
  });
}

/**
 * Listens on `host` and `port` (0 for any) for gRPC and, on the same port, HTTP/1.1.
 * @throws the system's error when the port is taken or the address is not this machine's
 */
export async function listen(
  grpc: GrpcServer,
  http: RequestListener,
  { host, port, tls }: { host: string; port: number; tls: TlsOptions | undefined },
): Promise<Listener> {
  const injector = grpc.createConnectionInjector(ServerCredentials.createInsecure());
  const web = createHttpServer(http);
  const sockets = new Set<Socket>();
  const accept = (socket: Socket): void => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy()).once('close', () => sockets.delete(socket));
    route(
      socket,
      (connection) => {
        injector.injectConnection(connection);
      },
      (connection) => web.emit('connection', connection),
    );
  };
  const server: Server = tls
    ? createTlsServer({ ...tls, ALPNProtocols: ['h2', 'http/1.1'] }, accept)
    : createServer(accept);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => {
      server.close();
    },
    close: async (grace) => {
      const limit = setTimeout(() => {
        for (const socket of sockets) socket.destroy();
      }, grace);
      web.closeAllConnections();
      injector.drain(grace);
      await Promise.all([...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve))));
      clearTimeout(limit);
    },
  };
}
