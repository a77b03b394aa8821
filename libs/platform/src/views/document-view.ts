import type { EventMetadata, Instant, Position, StoredEvent } from '@tierline/kernel';
import { isAtLeast, positionGate } from './position-gate.js';
import { checkpointAfter, openViewFile } from './view-file.js';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import { StoreRestored } from '../eventstore/store-restored.js';
import type { HoldsEvent, Notification, Subscribe } from '../eventstore/subscription-port.js';
import { inbox } from '../inbox.js';
import { pause } from '../pause.js';

/** What a view is made of: pure functions from events to documents. */
export interface DocumentViewDefinition<Doc extends object> {
  readonly name: string;
  /** Changes whenever the documents would come out otherwise; the view is then filled anew. */
  readonly layout: number;
  /** The streams that it is made of: their names begin with this. */
  readonly prefix: string;
  /** The key of the document that an event is about; nothing for an event that the view passes over. */
  readonly key: (event: StoredEvent<EventMetadata>) => string | undefined;
  /** Nothing, as long as there is nothing to show. */
  readonly fold: (document: Doc | undefined, event: StoredEvent<EventMetadata>) => Doc | undefined;
  /** The fields by which documents can be looked up. */
  readonly indexed: readonly (keyof Doc & string)[];
}

/** How fresh an answer of a view is. */
export interface Freshness {
  readonly position: Position | undefined;
  /** When the view last heard of the store. */
  readonly asOf: Instant | undefined;
}

/** A read model of documents, on this replica's own disk. */
export interface DocumentView<Doc extends object> {
  get(key: string): Doc | undefined;
  /**
   * Documents in the order of their keys, after one, at most `limit`, whose indexed fields have the given values, or values that
   * are before the given ones; a document without the field has none.
   *
   * @throws {Error} for a field that is not indexed
   */
  list(query: {
    readonly where?: Partial<Doc>;
    readonly before?: Partial<Doc>;
    readonly after?: string;
    readonly limit: number;
  }): readonly Doc[];
  freshness(): Freshness;
  /** Waits, at most `timeout` milliseconds, until the view has seen a position. */
  reached(position: Position, timeout: number): Promise<boolean>;
  /** Follows the store until the signal is aborted. @throws {StoreRestored} and whatever a fold throws */
  run(signal: AbortSignal): Promise<void>;
  close(): void;
}

const AGAIN = 500;
/** How many events are folded without a pause in which others have their turn. */
const AT_ONCE = 64;
/** How often the position is saved while nothing changes but the position, in milliseconds. */
const SAVE_INTERVAL = 1_000;

/** Opens a view from where it was left. */
export function documentView<Doc extends object>(
  definition: DocumentViewDefinition<Doc>,
  file: string,
  store: { readonly subscribe: Subscribe; readonly holds: HoldsEvent },
  clock: () => Instant,
): DocumentView<Doc> {
  const { name, layout, prefix, indexed } = definition;
  const path = (field: string) => `json_extract(body, '$.${field}')`;
  const indexes = indexed.map((field) => `CREATE INDEX IF NOT EXISTS by_${field} ON documents (${path(field)}, key)`);
  const tables = ['CREATE TABLE IF NOT EXISTS documents (key TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT', ...indexes];
  const view = openViewFile(file, layout, tables.join('; '));
  const { database } = view;
  const select = database.prepare('SELECT body FROM documents WHERE key = ?');
  const upsert = database.prepare('INSERT OR REPLACE INTO documents VALUES (?, ?)');
  const parse = (row: Record<string, unknown> | undefined) => row && (JSON.parse(String(row['body'])) as Doc);
  let last = view.checkpoint();
  let savedAt = -Infinity;
  const gate = positionGate(last?.position);
  let asOf: Instant | undefined;

  /** Reads and writes a document once, however many of its events have come. */
  const foldInto = (key: string, events: readonly StoredEvent<EventMetadata>[]): void => {
    const stored = parse(select.get(key));
    const folded = events.reduce<Doc | undefined>(
      (document, event) => definition.fold(document, event) ?? document,
      stored,
    );
    if (folded && folded !== stored) upsert.run(key, JSON.stringify(folded));
  };

  /** One transaction for all that has come, and none for what the view passes over: most of what an event costs is its transaction. */
  const take = (told: readonly Notification[]): void => {
    const next = told.reduce(checkpointAfter, last);
    if (!next) return;
    // Only executors write to these streams, which gives the metadata its shape.
    const events = told.flatMap((each) => (each.kind === 'event' ? [each.event as StoredEvent<EventMetadata>] : []));
    const byKey = Map.groupBy(events, definition.key);
    byKey.delete(undefined);
    if (byKey.size > 0 || performance.now() - savedAt >= SAVE_INTERVAL) {
      view.transaction(() => {
        for (const [key, each] of byKey) if (key !== undefined) foldInto(key, each);
        view.save(next);
      });
      savedAt = performance.now();
    }
    last = next;
    gate.advance(next.position);
    asOf = clock();
  };

  /** Nothing when it was told to stop before the store answered: a store that is down is waited for. */
  const isHeld = async ({ position, id }: { position: Position; id: string }, signal: AbortSignal) => {
    while (!signal.aborted) {
      try {
        return await store.holds(position, id);
      } catch (error) {
        if (!(error instanceof DependencyUnavailable)) throw error;
        await pause(AGAIN, signal);
      }
    }
    return undefined;
  };

  return {
    get: (key) => parse(select.get(key)),
    list: ({ where = {}, before = {}, after = '', limit }) => {
      const wanted = [
        ...Object.entries(where).map(([field, value]) => [field, '=', value] as const),
        ...Object.entries(before).map(([field, value]) => [field, '<', value] as const),
      ].filter(([, , value]) => value !== undefined);
      for (const [field] of wanted) {
        if (!indexed.some((each) => each === field)) throw new Error(`view ${name} is not indexed by ${field}`);
      }
      const conditions = ['key > ?', ...wanted.map(([field, is]) => `${path(field)} ${is} ?`)].join(' AND ');
      // SQLite would rather walk all keys in their order, however few documents are before something.
      const [through] = wanted.flatMap(([field, is]) => (is === '<' ? [`INDEXED BY by_${field}`] : []));
      const rows = database
        .prepare(`SELECT body FROM documents ${through ?? ''} WHERE ${conditions} ORDER BY key LIMIT ?`)
        .all(after, ...wanted.map(([, , value]) => value as string), limit);
      return rows.map((row) => JSON.parse(String(row['body'])) as Doc);
    },
    freshness: () => ({ position: gate.position(), asOf }),
    reached: (position, timeout) => gate.reached(position, timeout),
    run: async (signal) => {
      if (last?.lastEvent && (await isHeld(last.lastEvent, signal)) === false) {
        throw new StoreRestored(name, last.lastEvent.id);
      }
      const stop = new AbortController();
      const until = AbortSignal.any([signal, stop.signal]);
      const from = { from: last?.position ?? 'start', ...(last?.lastEvent && { lastEvent: last.lastEvent }) } as const;
      const coming = inbox(store.subscribe({ ...from, prefix, signal: until }), AT_ONCE, until);
      try {
        for (let taken = await coming.take(); taken.length > 0; taken = await coming.take()) {
          take(taken.filter((told) => !last || !isAtLeast(last.position, checkpointAfter(last, told).position)));
        }
      } finally {
        stop.abort();
      }
    },
    close: () => {
      view.close();
    },
  };
}
