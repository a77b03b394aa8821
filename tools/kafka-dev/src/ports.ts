import { randomInt } from 'node:crypto';
import { createServer, connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { hasErrorCode, KafkaDevError } from './errors.js';

const HOST = '127.0.0.1';

/** Below the ports that systems give to outgoing connections: one of those may be somebody's again before it is bound. */
const [FIRST_PORT, LAST_PORT] = [12_000, 32_000];

/** A loopback port that nobody listens on at this moment; whoever binds it must be ready to have lost it since. */
export async function freePort(): Promise<number> {
  for (;;) {
    try {
      return await listenOnce(randomInt(FIRST_PORT, LAST_PORT));
    } catch (error) {
      if (!hasErrorCode(error, 'EADDRINUSE')) throw error;
    }
  }
}

/**
 * Resolves when nobody listens on the loopback port, waiting up to `graceMs` for a predecessor that is just ending.
 * Throws `KafkaDevError` port-in-use after that.
 */
export async function requirePortFree(port: number, graceMs: number): Promise<void> {
  const deadline = Date.now() + graceMs;
  for (;;) {
    try {
      await listenOnce(port);
      return;
    } catch (error) {
      if (!hasErrorCode(error, 'EADDRINUSE')) throw error;
      if (Date.now() >= deadline) throw portInUse(port, error);
      await delay(50);
    }
  }
}

/** The error for a port that somebody else listens on. */
export function portInUse(port: number, cause?: unknown): KafkaDevError {
  return new KafkaDevError(
    'port-in-use',
    `port ${String(port)} on ${HOST} is in use`,
    'end the program that listens there, or choose another port (0 takes any free one)',
    { cause },
  );
}

/** Whether something accepts a connection on the loopback port. */
export function portAnswers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: HOST, port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, HOST, () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address ? address.port : port);
      });
    });
  });
}
