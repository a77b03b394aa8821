import { rmSync } from 'node:fs';
import { openLedger, type Ledger, type LedgerOptions } from './core/ledger.js';
import { scavenge } from './core/scavenge.js';
import { ensureLog } from './log/create.js';
import { isFull } from './log/disk-full.js';
import type { LogFile } from './log/file.js';

/** How to open the data of a server. */
export interface DataOptions extends LedgerOptions {
  readonly openFile: (path: string) => LogFile;
  /** Whether to take erased events out of the file. */
  readonly scavenge: boolean;
  readonly report: (line: string) => void;
}

async function cutTorn(ledger: Ledger, file: LogFile, report: DataOptions['report']): Promise<void> {
  if (ledger.torn === 0) return;
  report(
    `cut a torn write of ${ledger.torn} bytes at offset ${ledger.intactEnd}, as an append that was interrupted leaves it`,
  );
  await file.truncate(ledger.intactEnd);
  await file.sync();
}

/** Takes away what is erased; true when the file was replaced. */
function clean(ledger: Ledger, file: LogFile, path: string, report: DataOptions['report']): boolean {
  try {
    const { events, bytes } = scavenge(ledger, file, path);
    if (events > 0) report(`scavenged ${events} erased events, ${bytes} bytes`);
    return events > 0;
  } catch (error) {
    if (!isFull(error)) throw error;
    report(`erased events stay until the next start: no room to scavenge (${error.message})`);
    return false;
  } finally {
    rmSync(`${path}.new`, { force: true });
  }
}

/**
 * Opens the data in `folder`, made when it is missing: cuts a torn last write and takes erased events away.
 * @throws CorruptLogError when the log is damaged where a crash cannot have damaged it
 */
export async function openData(folder: string, options: DataOptions): Promise<Ledger> {
  const path = ensureLog(folder, (options.now ?? Date.now)());
  const file = options.openFile(path);
  const ledger = openLedger(file, options);
  await cutTorn(ledger, file, options.report);
  if (!options.scavenge || !clean(ledger, file, path, options.report)) return ledger;
  file.close();
  return openLedger(options.openFile(path), options);
}
