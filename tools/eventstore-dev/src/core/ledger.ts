import type { LogFile } from '../log/file.js';
import { layoutFrame } from '../log/frame.js';
import { createLog } from '../log/log.js';
import { scanLog } from '../log/recover.js';
import { decodeRecordedEvent, encodeRecordedEvent, TOMBSTONE_REVISION } from '../proto/recorded-event.js';
import type { RecordedEvent } from '../proto/recorded-event.js';
import { createEventIndex } from './event-index.js';
import { ownerOf } from './metadata.js';
import { createMetadataView } from './metadata-view.js';
import { createRecentIds } from './recent-ids.js';
import { createStreamsView, isTombstone } from './streams-view.js';

/** An event as a writer proposes it. */
export type ProposedEvent = Pick<RecordedEvent, 'id' | 'type' | 'contentType' | 'metadata' | 'data'>;

/** An event with its place in its stream. */
export interface PlacedEvent extends ProposedEvent {
  readonly stream: string;
  readonly revision: number;
}

/** What the ledger needs from outside. */
export interface LedgerOptions {
  /** ms since the Unix epoch. */
  readonly now?: () => number;
  /** Bytes that the memory of recent event ids may take; 0 forgets at once. */
  readonly recentIdsBound?: number;
  /** Called when the disk failed and nothing more can be promised: the process must end. */
  readonly failed: (error: Error) => void;
}

/** The log with everything derived from it: index, metadata, recent ids, and what readers may see. */
export type Ledger = ReturnType<typeof openLedger>;

/**
 * Reads the log into memory and opens it for appends.
 * @throws CorruptLogError when the log is damaged where a crash cannot have damaged it
 */
export function openLedger(file: LogFile, options: LedgerOptions) {
  const now = options.now ?? Date.now;
  const index = createEventIndex();
  const metadata = createMetadataView();
  const recent = createRecentIds(options.recentIdsBound);
  const view = createStreamsView(index, metadata, now);

  const note = (event: RecordedEvent, offset: number, length: number): void => {
    const owner = ownerOf(event.stream);
    if (owner !== undefined) metadata.set(owner, event.data, index.length());
    index.add({ ...event, revision: Number(event.revision), offset, length });
  };
  const scan = scanLog(file, (frame, bytes, at) => {
    for (const { offset, length } of frame.events) {
      note(decodeRecordedEvent(bytes, offset, offset + length), at + offset, length);
    }
    metadata.commit(index.length());
  });
  view.commit(index.length());
  const positionBehind = (): number => {
    const last = index.length() - 1;
    return last < 0 ? scan.nextPosition : Math.max(scan.nextPosition, index.position(last) + index.size(last));
  };

  const log = createLog(file, scan.end, {
    committed: (end) => {
      let committed = view.committed();
      while (committed < index.length() && index.offset(committed) < end) committed += 1;
      view.commit(committed);
    },
    rolledBack: () => {
      for (let ordinal = view.committed(); ordinal < index.length(); ordinal += 1) recent.remove(eventAt(ordinal).id);
      index.truncate(view.committed());
      metadata.rollBack();
    },
    failed: options.failed,
  });
  const eventAt = (ordinal: number): RecordedEvent =>
    decodeRecordedEvent(log.peek(index.offset(ordinal), index.size(ordinal)));

  return {
    /** The least position that the next event can have. */
    nextPosition: positionBehind,
    index,
    metadata,
    recent,
    view,
    log,
    eventAt,
    /** Bytes of a torn last write that follow the intact log. */
    torn: scan.torn,
    /** Where the intact log ended when it was opened. */
    intactEnd: scan.end,

    /** The event at a revision of a stream, also when readers no longer see it; undefined where none is stored. */
    find: (stream: string, revision: number): RecordedEvent | undefined => {
      const indexed = index.stream(stream);
      const ordinal = indexed?.ordinals[index.indexFrom(indexed, revision)];
      return ordinal !== undefined && index.revision(ordinal) === revision ? eventAt(ordinal) : undefined;
    },

    /**
     * Appends events, of one or more streams, as one indivisible frame. They count for the next writer at once, for
     * readers when the promise resolves; it gives the positions of all.
     * @throws DiskFullError when nothing was stored
     */
    write: async (events: readonly PlacedEvent[]): Promise<number[]> => {
      const created = now();
      let position = positionBehind();
      const records: RecordedEvent[] = [];
      const encoded: Buffer[] = [];
      for (const event of events) {
        const revision = isTombstone(event.revision) ? TOMBSTONE_REVISION : event.revision;
        const record = { ...event, revision, position, created };
        const bytes = encodeRecordedEvent(record);
        records.push(record);
        encoded.push(bytes);
        position += bytes.length;
      }
      const { frame, offsets } = layoutFrame(encoded);
      records.forEach((record, at) => {
        note(record, log.end() + (offsets[at] ?? 0), encoded[at]?.length ?? 0);
        recent.add(record.stream, record.id, Number(record.revision));
      });
      await log.append(frame);
      return records.map((record) => record.position);
    },
  };
}
