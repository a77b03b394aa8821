import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';

/** Keeps a folder for one process. */
export interface FolderLock {
  readonly release: () => Promise<void>;
}

// The lock is a socket that the process listens on, since the system gives it up whatever way the process ends. On
// Linux it has no file (abstract name); elsewhere it is one in the folder, stale when nobody answers.
const lockName = (folder: string): string => {
  const real = realpathSync(folder);
  return process.platform === 'linux'
    ? `\0eventstore-dev-${createHash('sha256').update(real).digest('hex').slice(0, 32)}`
    : join(real, 'lock');
};

const bind = (name: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(name, () => {
      resolve(server.unref());
    });
  });

const answers = (name: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(name);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });

/**
 * Takes the folder for this process.
 * @throws Error when another server has it
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const name = lockName(folder);
  const inUse = new Error(`dir: ${folder} is in use by another server`);
  const take = async (): Promise<Server> => {
    try {
      return await bind(name);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
      if (name.startsWith('\0') || (await answers(name))) throw inUse;
      rmSync(name);
      return bind(name);
    }
  };
  const server = await take();
  return {
    release: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}
