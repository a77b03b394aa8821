import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Position } from '@tierline/kernel';
import type { Notification } from '../eventstore/subscription-port.js';

/** How far a view has come. The event's id tells a store that was restored from a copy, where positions mean other events. */
export interface ViewCheckpoint {
  readonly position: Position;
  /** The last event that was folded, if there was any since the view began. */
  readonly lastEvent: { readonly position: Position; readonly id: string } | undefined;
}

/** A view's own database file. It is disposable: another layout number empties it, and it is filled anew from the store. */
export interface ViewFile {
  readonly database: DatabaseSync;
  checkpoint(): ViewCheckpoint | undefined;
  save(checkpoint: ViewCheckpoint): void;
  /** Runs a change and the checkpoint that belongs to it as one transaction. */
  transaction(work: () => void): void;
  close(): void;
}

const CHECKPOINT_TABLE = `CREATE TABLE IF NOT EXISTS checkpoint (
  id INTEGER PRIMARY KEY CHECK (id = 1), "commit" TEXT NOT NULL, "prepare" TEXT NOT NULL,
  event_commit TEXT, event_prepare TEXT, event_id TEXT
) STRICT`;

/**
 * Opens the file of a view, empty if it was of another layout.
 *
 * @param file where it lies; folders are made
 * @param layout a number that changes whenever tables or folds do
 * @param tables the statement that makes the view's tables
 */
export function openViewFile(file: string, layout: number, tables: string): ViewFile {
  mkdirSync(dirname(file), { recursive: true });
  let database = open(file);
  const found = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (found !== layout && found !== 0) {
    database.close();
    for (const each of [file, `${file}-wal`, `${file}-shm`]) rmSync(each, { force: true });
    database = open(file);
  }
  database.exec(`${CHECKPOINT_TABLE}; ${tables}; PRAGMA user_version = ${String(layout)}`);
  const select = database.prepare('SELECT * FROM checkpoint');
  const upsert = database.prepare('INSERT OR REPLACE INTO checkpoint VALUES (1, ?, ?, ?, ?, ?)');
  return {
    database,
    checkpoint: () => {
      const row = select.get();
      return row && checkpointOf(row);
    },
    save: ({ position, lastEvent }) => {
      upsert.run(
        String(position.commit),
        String(position.prepare),
        lastEvent ? String(lastEvent.position.commit) : null,
        lastEvent ? String(lastEvent.position.prepare) : null,
        lastEvent?.id ?? null,
      );
    },
    transaction: (work) => {
      database.exec('BEGIN');
      try {
        work();
        database.exec('COMMIT');
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    },
    close: () => {
      database.close();
    },
  };
}

/** A view can be filled again, so its file need not survive the machine: only the process. */
function open(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF');
  return database;
}

function checkpointOf(row: Record<string, unknown>): ViewCheckpoint {
  const at = (commit: unknown, prepare: unknown): Position => ({
    commit: BigInt(String(commit)),
    prepare: BigInt(String(prepare)),
  });
  const id = row['event_id'];
  return {
    position: at(row['commit'], row['prepare']),
    lastEvent: typeof id === 'string' ? { id, position: at(row['event_commit'], row['event_prepare']) } : undefined,
  };
}

/** The checkpoint after what a subscription has told, when it was `last` before. */
export const checkpointAfter = (last: ViewCheckpoint | undefined, told: Notification): ViewCheckpoint => {
  if (told.kind === 'checkpoint') return { position: told.position, lastEvent: last?.lastEvent };
  const { position, id } = told.event;
  return { position, lastEvent: { position, id } };
};
