import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { World } from './story.js';

/** The fields of messages whose values are personal. */
const PERSONAL = new Set(['value', 'receiptNumber', 'telephone', 'remark']);

/** A world that remembers every personal value that is sent through its doors. */
export function remembering<W extends World>(world: W, values: Set<string>): W {
  const remember = (message: unknown): void => {
    if (typeof message !== 'object' || message === null) return;
    for (const [name, each] of Object.entries(message)) {
      if (typeof each === 'string' && PERSONAL.has(name)) values.add(each);
      remember(each);
    }
  };
  return {
    ...world,
    desk: (role, name) => {
      const desk = world.desk(role, name);
      return {
        ...desk,
        post: (path, body, key) => {
          remember(body);
          return desk.post(path, body, key);
        },
      };
    },
    sender: (topic, source, context) => {
      const sender = world.sender(topic, source, context);
      return {
        send: (type, subject, data) => {
          remember(data);
          return sender.send(type, subject, data);
        },
      };
    },
  };
}

/** The files below a folder that hold one of some texts, with the texts that they hold. */
export function filesWith(folder: string, texts: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const bytes = readFileSync(file);
    const held = texts.filter((text) => bytes.includes(text));
    if (held.length > 0) found.set(file.slice(folder.length + 1), held);
  }
  return found;
}
