import { randomUUID } from 'node:crypto';
import { judgeExpected, type Expected, type StreamFacts } from './expected.js';
import type { Ledger, PlacedEvent, ProposedEvent } from './ledger.js';
import { isSoftDeleted, METADATA_TYPE, metastreamOf, ownerOf, revivedMetadata, SOFT_DELETE } from './metadata.js';
import { isTombstone } from './streams-view.js';

/** The answer to an append or a delete. `revision` is the stream's last, `position` that of the event just written. */
export type Outcome =
  | { readonly kind: 'done'; readonly revision: number | undefined; readonly position: number | undefined }
  | { readonly kind: 'wrong-expected-version'; readonly current: number | undefined }
  | { readonly kind: 'stream-deleted' };

/** The writers' side of the store. Every promise resolves only when what it says is durable. */
export type Writing = ReturnType<typeof createWriting>;

const NOTHING = Buffer.alloc(0);
const TOMBSTONE = 2 ** 63;

/** Makes the writers' side of `ledger`. Its promises reject with DiskFullError when nothing was stored. */
export function createWriting(ledger: Ledger) {
  const { index, metadata, recent, log } = ledger;
  const lastOf = (stream: string): number => index.stream(stream)?.last ?? -1;

  const factsOf = (stream: string): StreamFacts => {
    const owner = ownerOf(stream);
    const dead = isTombstone(lastOf(stream)) || (owner !== undefined && isTombstone(lastOf(owner)));
    const rules = metadata.forWriter(stream);
    return {
      last: lastOf(stream),
      deleted: dead ? 'tombstone' : isSoftDeleted(rules ?? {}) ? 'soft' : 'no',
      hasMetadata: rules !== undefined,
      idAt: (revision) => ledger.find(stream, revision)?.id,
      recentRevisionOf: (id) => recent.revisionOf(stream, id),
    };
  };
  const metadataEvent = (stream: string, data: Buffer, behind = 0): PlacedEvent => {
    const metastream = metastreamOf(stream);
    const revision = lastOf(metastream) + 1 + behind;
    return {
      ...{ stream: metastream, revision, id: randomUUID(), type: METADATA_TYPE },
      ...{ contentType: 'application/json', metadata: NOTHING, data },
    };
  };
  // Writing to a deleted stream, or to its metastream, brings it back behind its last event.
  const revival = (stream: string, events: readonly PlacedEvent[]): PlacedEvent[] => {
    const owner = ownerOf(stream);
    if (owner === undefined) {
      const current = ledger.find(metastreamOf(stream), lastOf(metastreamOf(stream)));
      return [metadataEvent(stream, revivedMetadata(current?.data, lastOf(stream) + 1))];
    }
    if (!isSoftDeleted(metadata.forWriter(owner) ?? {})) return [];
    const data = revivedMetadata(events.at(-1)?.data, lastOf(owner) + 1);
    return [metadataEvent(owner, data, events.length)];
  };
  // An answer that rests on appends which are not durable yet has to wait for them.
  const settled = async (outcome: Outcome): Promise<Outcome> => {
    await log.append();
    return outcome;
  };
  const current = (stream: string): number | undefined => (lastOf(stream) < 0 ? undefined : lastOf(stream));
  const exists = (stream: string): boolean => lastOf(stream) >= 0 || metadata.forWriter(stream) !== undefined;
  // A delete is judged like the append of an event that was never seen before.
  const refused = (stream: string, expected: Expected): Outcome | undefined => {
    const verdict = judgeExpected(expected, factsOf(stream), [randomUUID()]);
    return verdict.kind === 'append' || verdict.kind === 'idempotent' ? undefined : verdict;
  };

  return {
    /** Appends `events` to `stream` if the expectation holds, or says that they are there already. */
    append: async (stream: string, expected: Expected, events: readonly ProposedEvent[]): Promise<Outcome> => {
      const ids = events.map(({ id }) => id);
      const verdict = judgeExpected(expected, factsOf(stream), ids);
      if (verdict.kind === 'idempotent') {
        const indexed = index.stream(stream);
        const ordinal = indexed?.ordinals[index.indexFrom(indexed, verdict.last)];
        const position = ordinal === undefined ? undefined : index.position(ordinal);
        return settled({ kind: 'done', revision: verdict.last, position });
      }
      if (verdict.kind !== 'append') return settled(verdict);
      if (events.length === 0) return settled({ kind: 'done', revision: current(stream), position: undefined });
      const placed = events.map((event, at) => ({ ...event, stream, revision: verdict.at + at }));
      const revives = verdict.revives || ownerOf(stream) !== undefined;
      const positions = await ledger.write(revives ? [...placed, ...revival(stream, placed)] : placed);
      return { kind: 'done', revision: verdict.at + events.length - 1, position: positions[events.length - 1] };
    },

    /** Hides all events of `stream`; the next append brings it back behind them. */
    softDelete: async (stream: string, expected: Expected): Promise<Outcome> => {
      const refusal = refused(stream, expected);
      if (refusal) return settled(refusal);
      if (!exists(stream)) return settled({ kind: 'wrong-expected-version', current: undefined });
      const [position] = await ledger.write([metadataEvent(stream, Buffer.from(SOFT_DELETE))]);
      return { kind: 'done', revision: current(stream), position };
    },

    /** Ends `stream` for ever, also one that never was. */
    tombstone: async (stream: string, expected: Expected): Promise<Outcome> => {
      const refusal = refused(stream, expected);
      if (refusal) return settled(refusal);
      const body = { contentType: 'application/octet-stream', metadata: NOTHING, data: NOTHING };
      const event = { stream, revision: TOMBSTONE, id: randomUUID(), type: '$streamDeleted', ...body };
      const [position] = await ledger.write([event]);
      return { kind: 'done', revision: undefined, position };
    },
  };
}
