import { layoutFrame, sealFrame } from '../log/frame.js';
import type { LogFile } from '../log/file.js';
import { FILE_HEADER, fileHeader, replaceFile } from '../log/header.js';
import { scanLog } from '../log/recover.js';
import { erasable } from './erasable.js';
import type { Ledger } from './ledger.js';

/** What a scavenge took away. */
export interface Scavenged {
  readonly events: number;
  readonly bytes: number;
}

/**
 * Writes the log anew without the events that are erased, and puts it in the old one's place at once: their bytes
 * are gone from the file. Positions and order of the others stay. Does nothing when there is nothing to take away.
 * The ledger does not fit the file any more when something was.
 * @throws the system's error when the disk has no room for both; the old log is untouched then
 */
export function scavenge(ledger: Ledger, file: LogFile, path: string): Scavenged {
  const erased = erasable(ledger.index, ledger.view);
  const total = ledger.index.length();
  let events = 0;
  for (let ordinal = 0; ordinal < total; ordinal += 1) if (erased(ordinal)) events += 1;
  if (events === 0) return { events, bytes: 0 };
  const before = file.size();
  let after = FILE_HEADER;
  replaceFile(path, (append) => {
    append(fileHeader(ledger.nextPosition()));
    let ordinal = 0;
    scanLog(file, (frame, bytes) => {
      const kept = frame.events.filter(() => !erased(ordinal++));
      if (kept.length === 0) return;
      const { frame: copy } = layoutFrame(kept.map(({ offset, length }) => bytes.subarray(offset, offset + length)));
      append(sealFrame(copy, after));
      after += copy.length;
    });
  });
  return { events, bytes: before - after };
}
