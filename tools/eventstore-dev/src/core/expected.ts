/** What the writer expects of a stream's last revision. */
export type Expected =
  { readonly kind: 'any' | 'no_stream' | 'stream_exists' } | { readonly kind: 'revision'; readonly revision: bigint };

/** What the rules need to know of a stream. `last` is its last revision, -1 where it has no event. */
export interface StreamFacts {
  readonly last: number;
  readonly deleted: 'no' | 'soft' | 'tombstone';
  readonly hasMetadata: boolean;
  /** Id of the stored event at a revision, readers' truncation ignored; undefined where none is stored. */
  idAt(revision: number): string | undefined;
  /** Revision at which an id was written to this stream lately, if that is still remembered. */
  recentRevisionOf(id: string): number | undefined;
}

/** The verdict on an append. `last` is the revision of the stream's last event, undefined where there is none. */
export type Verdict =
  | { readonly kind: 'append'; readonly at: number; readonly revives: boolean }
  | { readonly kind: 'idempotent'; readonly last: number }
  | { readonly kind: 'wrong-expected-version'; readonly current: number | undefined }
  | { readonly kind: 'stream-deleted' };

/**
 * Judges an append or a delete by the expected revision, including the two forms of idempotency: strong for an
 * exact revision and `no_stream` (the stored ids behind that revision), weak for the other two (recent ids).
 * @param ids ids of the events to be appended, in order; empty for a delete
 */
export function judgeExpected(expected: Expected, stream: StreamFacts, ids: readonly string[]): Verdict {
  const { last, deleted } = stream;
  const current = last < 0 ? undefined : last;
  const wrong: Verdict = { kind: 'wrong-expected-version', current };
  const append: Verdict = { kind: 'append', at: last + 1, revives: deleted === 'soft' };
  if (deleted === 'tombstone') return { kind: 'stream-deleted' };
  switch (expected.kind) {
    case 'stream_exists':
      if (deleted === 'soft') return { kind: 'stream-deleted' };
      if (last < 0 && !stream.hasMetadata) return wrong;
      return weaklyRepeated(stream, ids) ?? append;
    case 'any':
      return weaklyRepeated(stream, ids) ?? append;
    case 'no_stream':
      return last < 0 ? append : (stronglyRepeated(stream, ids, 0) ?? (deleted === 'soft' ? append : wrong));
    case 'revision': {
      if (expected.revision > BigInt(last)) return wrong;
      const next = Number(expected.revision) + 1;
      return next === last + 1 ? append : (stronglyRepeated(stream, ids, next) ?? wrong);
    }
  }
}

/** Verdict for ids that stand, or in part stand, from revision `from` on; undefined when the first does not. */
function stronglyRepeated(stream: StreamFacts, ids: readonly string[], from: number): Verdict | undefined {
  const same = ids.findIndex((id, index) => stream.idAt(from + index) !== id);
  if (same < 0) return ids.length > 0 ? { kind: 'idempotent', last: from + ids.length - 1 } : emptyAppend(stream);
  return same === 0 ? undefined : { kind: 'wrong-expected-version', current: stream.last };
}

function weaklyRepeated(stream: StreamFacts, ids: readonly string[]): Verdict | undefined {
  const revisions = ids.map((id) => stream.recentRevisionOf(id));
  const [last] = revisions.slice(-1);
  if (revisions[0] === undefined) return undefined;
  const whole = last !== undefined && !revisions.includes(undefined);
  return whole ? { kind: 'idempotent', last } : { kind: 'wrong-expected-version', current: stream.last };
}

const emptyAppend = (stream: StreamFacts): Verdict => ({
  kind: 'append',
  at: stream.last + 1,
  revives: stream.deleted === 'soft',
});
