import { setImmediate as turn } from 'node:timers/promises';
import { DiskFullError, isFull } from './disk-full.js';
import type { LogFile } from './file.js';
import { sealFrame } from './frame.js';

/** An append-only log with group commit. Offsets are bytes from the beginning of the file. */
export interface Log {
  /** Offset at which the next frame will stand. */
  end(): number;
  /**
   * Queues a laid-out frame and resolves when it is durable. Without a frame: resolves when all that was queued
   * before is durable.
   * @throws DiskFullError when the frame, or one queued before it, could not be stored
   */
  append(frame?: Buffer): Promise<void>;
  /** Copies `length` bytes at `offset` into `target` from `at` on; reads durable bytes only. */
  read(target: Buffer, at: number, length: number, offset: number): void;
  /** The bytes at `offset`, whether durable already or still queued. */
  peek(offset: number, length: number): Buffer;
  /** Waits for what is queued, then closes the file. */
  readonly close: () => Promise<void>;
}

/** What the log reports; each is called before the promises of the affected appends settle. */
export interface LogListener {
  /** Everything before `end` is durable now. */
  committed(end: number): void;
  /** Everything from `end` on was dropped again, because it could not be written. */
  rolledBack(end: number): void;
  /** The disk no longer tells what is durable: the process must end. */
  failed(error: Error): void;
}

interface Entry {
  readonly frame: Buffer | undefined;
  readonly offset: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** What stands at `offset`, up to the end of its frame; undefined where none of the entries holds it. */
function heldIn(entries: readonly Entry[], offset: number): Buffer | undefined {
  const holds = (entry: Entry): boolean =>
    entry.frame !== undefined && entry.offset <= offset && offset < entry.offset + entry.frame.length;
  const holder = entries.find(holds);
  return holder?.frame?.subarray(offset - holder.offset);
}

/** Opens the log in `file`, intact up to `start`. */
export function createLog(file: LogFile, start: number, listener: LogListener): Log {
  let durable = start;
  let end = start;
  let queue: Entry[] = [];
  let writing: Entry[] = [];
  // Subscriptions ask for what was committed last as soon as it is: it need not come back from the file.
  let latest: Entry[] = [];
  let broken: Error | undefined;
  let idle: Promise<void> | undefined;

  const giveUp = (error: Error): void => {
    broken = error;
    listener.failed(error);
    for (const entry of [...writing, ...queue]) entry.reject(error);
    queue = [];
  };

  const rollBack = async (cause: Error): Promise<void> => {
    const dropped = writing;
    await file.truncate(durable);
    dropped.push(...queue);
    queue = [];
    end = durable;
    listener.rolledBack(durable);
    const error = new DiskFullError(`the disk is full, nothing was stored (${cause.message})`);
    for (const entry of dropped) entry.reject(error);
  };

  const flush = async (): Promise<void> => {
    // What came in one piece from the network shares one flush: making it durable costs more than all else.
    await turn();
    while (queue.length > 0) {
      [writing, queue] = [queue, []];
      const frames = writing.flatMap(({ frame }) => (frame ? [sealFrame(frame, durable)] : []));
      if (frames.length > 0) {
        try {
          file.write(frames, durable);
        } catch (error) {
          if (!isFull(error)) throw error;
          await rollBack(error);
          continue;
        }
        await file.sync();
        durable += frames.reduce((sum, frame) => sum + frame.length, 0);
        latest = writing;
        listener.committed(durable);
      }
      for (const entry of writing) entry.resolve();
    }
  };

  const run = (): void => {
    idle ??= flush()
      .catch((error: unknown) => {
        giveUp(error instanceof Error ? error : new Error(String(error)));
      })
      .finally(() => {
        writing = [];
        idle = undefined;
        if (queue.length > 0) run();
      });
  };

  return {
    end: () => end,
    append: (frame) => {
      if (broken) return Promise.reject(broken);
      if (!frame && !idle) return Promise.resolve();
      const offset = end;
      end += frame?.length ?? 0;
      return new Promise((resolve, reject) => {
        queue.push({ frame, offset, resolve, reject });
        run();
      });
    },
    read: (target, at, length, offset) => {
      const held = heldIn(latest, offset);
      if (held) held.copy(target, at, 0, length);
      else file.read(target, at, length, offset);
    },
    peek: (offset, length) => {
      const held = heldIn(writing, offset) ?? heldIn(queue, offset);
      if (held) return held.subarray(0, length);
      const target = Buffer.allocUnsafe(length);
      file.read(target, 0, length, offset);
      return target;
    },
    close: async () => {
      // Whoever hears that one append is durable may queue the next, which is flushed after that.
      while (idle) await idle;
      file.close();
    },
  };
}
