import { asideParts, type Cause, type DeadLetterReason, type Seal } from './parking/aside.js';
import { settlementRecord, type Settlement } from './parking/settlement.js';
import type { NewRecord, RecordLog } from './record-log.js';
import type { ConsumedRecord } from './record.js';

/** A record that is put aside, and why. */
export interface DeadLetter extends Cause<DeadLetterReason> {
  readonly record: ConsumedRecord;
}

/** Where records are put aside. */
export interface DeadLetters {
  /**
   * Puts a record aside: at least once, known by topic, partition and offset.
   *
   * @throws {DependencyUnavailable} when it is not certain that it is there
   */
  put(letter: DeadLetter): Promise<void>;
  /**
   * Tells what became of something put aside: at least once.
   *
   * @param key of the command
   * @throws {DependencyUnavailable} when it is not certain that it is there
   */
  settle(settlement: Settlement, key: Buffer | null): Promise<void>;
}

/** A topic of one partition, so that the followers of a record lie behind it. */
export const ONLY_PARTITION = 0;

/** The records that tell of one dead letter: original key and headers, sealed bytes in one or more parts, and the reason. */
export async function deadLetterRecords(letter: DeadLetter, seal: Seal): Promise<readonly NewRecord[]> {
  const parts = await asideParts(letter.record, letter, seal);
  return parts.map((part) => ({ ...part, key: letter.record.key }));
}

/** Makes the door through which records are put aside. @param topic of one partition */
export const deadLetters = (records: Pick<RecordLog, 'append'>, topic: string, seal: Seal): DeadLetters => ({
  put: async (letter) => {
    for (const record of await deadLetterRecords(letter, seal)) await records.append(topic, ONLY_PARTITION, record);
  },
  settle: async (settlement, key) => {
    await records.append(topic, ONLY_PARTITION, settlementRecord(settlement, key));
  },
});
