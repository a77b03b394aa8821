import type { FoundRecord, History } from '../history.js';
import { placeOf } from './put-aside.js';
import { violation, type Violation } from './violation.js';

/** Whoever asks for committed records sees those, and never one of a transaction that was aborted or has not ended. */
export function checkTransactions({ records }: History): readonly Violation[] {
  return records.flatMap((record) => {
    const isCommitted = record.transaction === 'committed' || record.transaction === 'none';
    if (record.isSeen === isCommitted) return [];
    const kind = record.isSeen ? 'aborted-record-read' : 'committed-record-hidden';
    return violation(
      kind,
      idOf(record),
      `${placeOf(record)} is ${record.transaction} (${record.headers['ce_type'] ?? ''})`,
    );
  });
}

const idOf = (record: FoundRecord): string => record.headers['ce_id'] ?? placeOf(record);
