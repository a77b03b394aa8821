import { binaryEvent, jsonEvent, type EventData, type ResolvedEvent } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';

/** A stream that no one else uses. */
export const newStream = (name = 'conformance'): string => `${name}-${randomUUID()}`;

/** `count` JSON events numbered from `from` on. */
export const events = (count: number, type = 'Tested', from = 0): EventData[] =>
  Array.from({ length: count }, (_, index) => jsonEvent({ type, data: { n: from + index } }));

/** An event that points at another. */
export const link = (revision: number, stream: string): EventData =>
  binaryEvent({ type: '$>', data: Buffer.from(`${revision}@${stream}`) });

/** Everything that a read yields. */
export async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const each of source) found.push(each);
  return found;
}

/** The first `count` things that a subscription yields; it is ended then. */
export async function first<T>(count: number, source: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  if (count === 0) return found;
  for await (const each of source) {
    found.push(each);
    if (found.length === count) break;
  }
  return found;
}

/** The revisions of what a read yields. */
export const revisions = async (source: AsyncIterable<ResolvedEvent>): Promise<number[]> =>
  (await all(source)).map(({ event }) => Number(event?.revision));

/** The ids of events to be written. */
export const ids = (written: readonly EventData[]): string[] => written.map(({ id }) => id);

/** What a promise is rejected with; fails when it is not. */
export async function failure(work: Promise<unknown>): Promise<unknown> {
  const outcome = await work.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  if (!outcome) throw new Error('this was to be refused');
  return outcome.error;
}

/** Credentials in a call make the client use the append of its own call instead of the shared batch. */
export const UNARY = { credentials: { username: 'admin', password: 'changeit' } } as const;

/** Both ways to append, for `describe.each`. */
export const APPENDS = [
  ['in the shared batch call', {}],
  ['in a call of its own', UNARY],
] as const;
