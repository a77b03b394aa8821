import type { CommandDoor } from './door/command-door.js';
import type { FactRecord } from './fact.js';
import type { Counts } from './progress.js';

/**
 * Sends the facts of one aggregate in their order, until the service has taken the last of them. Different topics have no order
 * among them, so the next one waits until what went through the last one is taken.
 *
 * @param counts is kept up to date
 */
export async function sendInOrder(door: CommandDoor, records: readonly FactRecord[], counts: Counts): Promise<void> {
  for (const part of byTopic(records)) {
    counts.sent += part.length;
    await door.send(part);
    counts.taken += part.length;
  }
}

/** Cuts records where the topic changes. */
function byTopic(records: readonly FactRecord[]): readonly (readonly FactRecord[])[] {
  const parts: FactRecord[][] = [];
  for (const record of records) {
    const last = parts.at(-1);
    if (last?.[0]?.topic === record.topic) last.push(record);
    else parts.push([record]);
  }
  return parts;
}
