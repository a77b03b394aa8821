import type { ContextTopics } from '@tierline/contracts';
import {
  commandDigest,
  recordAppend,
  type CommandId,
  type Instant,
  type Message,
  type StreamName,
} from '@tierline/kernel';
import { digest, uuidOf } from '@tierline/platform';
import { appendsOf } from '../check/appends.js';
import type { FoundEvent, FoundRecord } from '../history.js';

/** Streams that are written as the executor writes them. */
export function writtenStreams(policyName: string) {
  const policy = { name: policyName, version: 1, hash: 'h1' };
  const events: FoundEvent[] = [];
  const append = (
    stream: StreamName,
    id: string,
    type: string,
    decided: readonly Message[],
    said: object = {},
  ): readonly FoundEvent[] => {
    const before = events.filter((event) => event.stream === stream);
    const history = { revision: before.length - 1, hash: before.at(-1)?.metadata.chain.hash ?? null };
    const actor = { id: '/faults', role: 'store-system', channel: 'store' } as const;
    const at = '2026-03-02T10:00:00.000Z' as Instant;
    const command = { id: id as CommandId, type, data: said, at, actor, facts: {} };
    const content = commandDigest(digest, command);
    const how = { events: decided, policy, build: 'spec' };
    const recorded = recordAppend(digest, stream, history, command, content, how, { correlationId: id });
    const found = recorded.map((event, index): FoundEvent => {
      const place = String(events.length + index + 1);
      return { ...event, stream, revision: history.revision + 1 + index, position: `${place}/${place}` };
    });
    events.push(...found);
    return found;
  };
  return { events, append };
}

/** A record of a committed transaction. */
export const record = (topic: string, offset: number, more: Partial<FoundRecord>): FoundRecord => ({
  ...{ topic, partition: 0, offset, key: 'r1', headers: {}, transaction: 'committed', isSeen: true },
  ...more,
});

/** The outcomes of appends, as the publisher writes them. */
export const outcomesOf = ({ outcomes }: ContextTopics, events: readonly FoundEvent[]): readonly FoundRecord[] =>
  appendsOf(events).map(({ commandId, commandType, ending, revision, subject }, offset) =>
    record(outcomes.topic, offset, {
      key: subject,
      headers: { ce_id: uuidOf(offset) },
      data: { commandId, command: commandType, ...ending, subject, revision },
    }),
  );
