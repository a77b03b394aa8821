import { beforeEach, describe, expect, it } from '@jest/globals';
import { DiskFullError } from './disk-full.js';
import { layoutFrame, type FoundFrame } from './frame.js';
import { FILE_HEADER, fileHeader } from './header.js';
import { createLog, type Log } from './log.js';
import { memoryFile, type MemoryFile } from './memory-file.js';
import { scanLog } from './recover.js';

const frame = (text: string): Buffer => layoutFrame([Buffer.from(text)]).frame;
const events = (file: MemoryFile): string[] => {
  const found: string[] = [];
  scanLog(file, (each: FoundFrame, bytes) => {
    for (const { offset, length } of each.events) found.push(bytes.toString('utf8', offset, offset + length));
  });
  return found;
};

let file: MemoryFile;
let log: Log;
let told: string[];
beforeEach(() => {
  file = memoryFile(fileHeader(0));
  told = [];
  log = createLog(file, FILE_HEADER, {
    committed: (end) => told.push(`committed ${end === file.bytes.length ? 'all' : end}`),
    rolledBack: () => told.push('rolled back'),
    failed: (error) => told.push(`failed: ${error.message}`),
  });
});

/** Holds the next flushes up until the returned function is called. */
function holdUp(): () => void {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  file.gate = promise;
  return () => {
    file.gate = undefined;
    resolve(undefined);
  };
}

describe('an append', () => {
  it('is acknowledged only when it is durable', async () => {
    const release = holdUp();
    let done = false;
    const append = log.append(frame('a')).then(() => (done = true));
    await new Promise(setImmediate);
    expect([done, told]).toEqual([false, []]);
    release();
    await append;
    expect(told).toEqual(['committed all']);
    expect(events(file)).toEqual(['a']);
  });
  it('shares its flush with all of the same turn', async () => {
    await Promise.all(['a', 'b', 'c', 'd'].map((text) => log.append(frame(text))));
    expect(file.syncs).toBe(1);
    expect(events(file)).toEqual(['a', 'b', 'c', 'd']);
  });
  it('shares its flush with all that were queued while the one before it lasted', async () => {
    const release = holdUp();
    const first = log.append(frame('a'));
    await new Promise(setImmediate);
    const others = ['b', 'c', 'd'].map((text) => log.append(frame(text)));
    release();
    await Promise.all([first, ...others]);
    expect(file.syncs).toBe(2);
    expect(events(file)).toEqual(['a', 'b', 'c', 'd']);
  });
  it('can be read before it is durable by who wrote it', () => {
    const release = holdUp();
    const at = log.end();
    void log.append(frame('hello'));
    expect(log.peek(at + 24, 5).toString()).toBe('hello');
    release();
  });
  it('is read by others when it is durable, and the last without asking the file', async () => {
    const first = log.end() + 24;
    await log.append(frame('first'));
    const second = log.end() + 24;
    await log.append(frame('second'));
    const read = (offset: number, length: number): string => {
      const target = Buffer.alloc(length + 1, '-');
      log.read(target, 1, length, offset);
      return target.toString();
    };
    expect([read(first, 5), read(second, 6)]).toEqual(['-first', '-second']);
    file.bytes = Buffer.alloc(0);
    expect(read(second, 6)).toBe('-second');
    expect(() => read(first, 5)).toThrow('beyond the end');
  });
  it('that follows from another one is durable before the file is closed', async () => {
    file.close = () => told.push('closed');
    const both = log.append(frame('a')).then(() => log.append(frame('b')));
    await log.close();
    expect(told).toEqual(['committed all', 'committed all', 'closed']);
    await both;
  });
  it('without a frame waits for what was queued before it', async () => {
    const release = holdUp();
    const order: string[] = [];
    const first = log.append(frame('a')).then(() => order.push('a'));
    const barrier = log.append().then(() => order.push('barrier'));
    await new Promise(setImmediate);
    expect(order).toEqual([]);
    release();
    await Promise.all([first, barrier]);
    expect(order).toEqual(['a', 'barrier']);
  });
});

describe('a full disk', () => {
  it('refuses the append, leaves what was acknowledged, and takes appends again when there is room', async () => {
    await log.append(frame('a'));
    file.capacity = file.bytes.length + 10;
    await expect(log.append(frame('too much'))).rejects.toThrow(DiskFullError);
    expect(events(file)).toEqual(['a']);
    expect(log.end()).toBe(file.bytes.length);
    file.capacity = Infinity;
    await log.append(frame('b'));
    expect(events(file)).toEqual(['a', 'b']);
    expect(told).toEqual(['committed all', 'rolled back', 'committed all']);
  });
  it('refuses also what was queued behind the append, as it was judged on it', async () => {
    file.capacity = file.bytes.length;
    const results = await Promise.allSettled([log.append(frame('a')), log.append(frame('b')), log.append()]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(events(file)).toEqual([]);
  });
});

describe('a failing disk', () => {
  it('is reported, acknowledges nothing, and ends all appending', async () => {
    file.syncError = new Error('input/output error');
    await expect(log.append(frame('a'))).rejects.toThrow('input/output error');
    await expect(log.append(frame('b'))).rejects.toThrow('input/output error');
    expect(told).toEqual(['failed: input/output error']);
    expect(file.syncs).toBe(1);
  });
  it('is one that refuses a write for another reason than want of room', async () => {
    file.write = () => {
      throw Object.assign(new Error('bad sector'), { code: 'EIO' });
    };
    await expect(log.append(frame('a'))).rejects.toThrow('bad sector');
    expect(told).toEqual(['failed: bad sector']);
  });
});

describe('closing', () => {
  it('waits for what is queued', async () => {
    void log.append(frame('a'));
    await log.close();
    expect(events(file)).toEqual(['a']);
  });
});
