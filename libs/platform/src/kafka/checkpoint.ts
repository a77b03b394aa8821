import type { Position } from '@tierline/kernel';

/** How far a publisher has come. */
export interface Checkpoint {
  /** Everything up to here has been published, if there was anything to publish. */
  readonly position: Position;
  /** The last event that was considered. Its id and hash tell a store that was replaced by an older copy. */
  readonly lastEvent: { readonly position: Position; readonly id: string; readonly hash: string } | undefined;
}

/** A checkpoint cannot be read: it was written by a newer build, or by somebody else. */
export class UnreadableCheckpoint extends Error {
  override readonly name = 'UnreadableCheckpoint';
  constructor(
    readonly text: string,
    options?: ErrorOptions,
  ) {
    super('the checkpoint is none that this build can read', options);
  }
}

const VERSION = 1;

interface Written {
  readonly version: number;
  readonly position: readonly [string, string];
  readonly lastEvent?: { readonly position: readonly [string, string]; readonly id: string; readonly hash: string };
}

/** Writes a checkpoint as JSON. */
export function encodeCheckpoint({ position, lastEvent }: Checkpoint): string {
  const pair = ({ commit, prepare }: Position) => [String(commit), String(prepare)] as const;
  const written: Written = {
    version: VERSION,
    position: pair(position),
    ...(lastEvent && { lastEvent: { ...lastEvent, position: pair(lastEvent.position) } }),
  };
  return JSON.stringify(written);
}

/** Reads what `encodeCheckpoint` wrote. @throws {UnreadableCheckpoint} */
export function decodeCheckpoint(text: string): Checkpoint {
  const position = ([commit, prepare]: Written['position']) => ({ commit: BigInt(commit), prepare: BigInt(prepare) });
  try {
    const { version, lastEvent, ...written } = JSON.parse(text) as Written;
    if (version !== VERSION) throw new TypeError(`it has version ${version}`);
    return {
      position: position(written.position),
      lastEvent: lastEvent && { ...lastEvent, position: position(lastEvent.position) },
    };
  } catch (cause) {
    throw new UnreadableCheckpoint(text, { cause });
  }
}
