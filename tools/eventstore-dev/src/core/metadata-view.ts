import { parseMetadata, type StreamMetadata } from './metadata.js';

/** Streams' metadata as the next writer sees it, and as readers do: only what is durable. */
export interface MetadataView {
  forWriter(stream: string): StreamMetadata | undefined;
  forReaders(stream: string): StreamMetadata | undefined;
  /** Takes in that the event at `ordinal` set the metadata of `stream` to `data`. */
  set(stream: string, data: Uint8Array, ordinal: number): void;
  /** Everything below `ordinal` is durable. */
  commit(ordinal: number): void;
  /** Drops what is not durable. */
  rollBack(): void;
}

/** Makes a view in which no stream has metadata. */
export function createMetadataView(): MetadataView {
  const durable = new Map<string, StreamMetadata>();
  let pending: { readonly stream: string; readonly ordinal: number; readonly metadata: StreamMetadata }[] = [];
  return {
    forWriter: (stream) => pending.findLast((each) => each.stream === stream)?.metadata ?? durable.get(stream),
    forReaders: (stream) => durable.get(stream),
    set: (stream, data, ordinal) => {
      pending.push({ stream, ordinal, metadata: parseMetadata(data) });
    },
    commit: (ordinal) => {
      if (pending.length === 0) return;
      for (const each of pending) if (each.ordinal < ordinal) durable.set(each.stream, each.metadata);
      pending = pending.filter((each) => each.ordinal >= ordinal);
    },
    rollBack: () => {
      pending = [];
    },
  };
}
