import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reply, World } from './story.js';

/** The fields of messages whose values are personal; the code of a device is told in an answer. */
const PERSONAL = new Set(['value', 'receiptNumber', 'telephone', 'remark', 'code']);
const DEVICE_DIGITS = 14;
/** What is shorter stands in other bytes by chance. */
const TELLING = 8;

/** A world that remembers every personal value that goes through its doors, in or out. */
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
    desk: (...whose) => {
      const desk = world.desk(...whose);
      return {
        ...desk,
        post: async (path, body, key) => {
          remember(body);
          const reply = await desk.post(path, body, key);
          remember(reply.body['answer']);
          return reply;
        },
      };
    },
    sender: (topic, source) => {
      const sender = world.sender(topic, source);
      return {
        send: (type, subject, data) => {
          remember(data);
          return sender.send(type, subject, data);
        },
      };
    },
  };
}

/** A world that keeps every answer of its HTTP doors. */
export const hearing = <W extends World>(world: W, answers: Reply[]): W => {
  const kept = async (answer: Promise<Reply>): Promise<Reply> => {
    answers.push(await answer);
    return answer;
  };
  return {
    ...world,
    desk: (...whose) => {
      const desk = world.desk(...whose);
      return { post: (...asked) => kept(desk.post(...asked)), get: (...asked) => kept(desk.get(...asked)) };
    },
  };
};

/**
 * The forms in which bytes may tell a text to whoever has no key: the text, what identifies the device of an IMEI, its base64
 * wherever it begins within other bytes, its hexadecimal digits, and its plain hash, which anybody can make of a guess.
 */
export function formsOf(text: string): readonly string[] {
  const hash = createHash('sha256').update(text).digest();
  const base64 = [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
    // The first and the last digits tell of the bytes around it too.
    const [start, end] = [before === 0 ? 0 : 4, Math.floor(bytes.length / 3) * 4];
    return bytes.toString('base64').slice(start, end);
  });
  const encoded = [...base64, Buffer.from(text).toString('hex'), hash.toString('hex'), hash.toString('base64')];
  return [
    /^\d{15,16}$/.test(text) ? text.slice(0, DEVICE_DIGITS) : text,
    ...encoded.filter(({ length }) => length >= TELLING),
  ];
}

/** The files below a folder that hold one of some texts in any form, with the texts that they hold. */
export function filesWith(folder: string, texts: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const wanted = texts.map((text) => ({ text, forms: formsOf(text) }));
  const found = new Map<string, readonly string[]>();
  for (const { file, bytes } of filesIn(folder)) {
    const held = wanted.filter(({ forms }) => forms.some((form) => bytes.includes(form)));
    if (held.length > 0)
      found.set(
        file,
        held.map(({ text }) => text),
      );
  }
  return found;
}

/** The files below a folder in which some words stand. */
export const filesSaying = (folder: string, words: RegExp): readonly string[] =>
  [...filesIn(folder)].flatMap(({ file, bytes }) => (words.test(bytes.toString('latin1')) ? [file] : []));

function* filesIn(folder: string): Generator<{ readonly file: string; readonly bytes: Buffer }> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    yield { file: path.slice(folder.length + 1), bytes: readFileSync(path) };
  }
}
