import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { encodeRecordedEvent } from '../proto/recorded-event.js';
import { layoutFrame, sealFrame } from './frame.js';
import { FILE_HEADER, fileHeader, replaceFile } from './header.js';

/** Name of the log in its folder. */
export const LOG_NAME = 'events.log';

// A real `$all` begins with events of the system's own; consumers that do not filter should notice here already.
const SEEDS = [
  { stream: '$$$settings', type: '$metadata', data: '{"$acl":{"$r":["$admins"],"$w":["$admins"]}}' },
  { stream: '$user-admin', type: '$UserCreated', data: '{"loginName":"admin","groups":["$admins"]}' },
  { stream: '$user-ops', type: '$UserCreated', data: '{"loginName":"ops","groups":["$ops"]}' },
] as const;

function seedFrame(position: number, created: number): Buffer {
  let next = position;
  const events = SEEDS.map(({ stream, type, data }) => {
    const encoded = encodeRecordedEvent({
      ...{ id: randomUUID(), stream, revision: 0, position: next, type, contentType: 'application/json', created },
      ...{ metadata: Buffer.alloc(0), data: Buffer.from(data) },
    });
    next += encoded.length;
    return encoded;
  });
  return sealFrame(layoutFrame(events).frame, FILE_HEADER);
}

/** Makes a new log in `folder`, unless there is one already. Returns the log's path. Throws the system's error. */
export function ensureLog(folder: string, now: number): string {
  const path = join(folder, LOG_NAME);
  if (!existsSync(path)) {
    replaceFile(path, (append) => {
      append(fileHeader(FILE_HEADER));
      append(seedFrame(FILE_HEADER, now));
    });
  }
  return path;
}
