import type { ContextTopics } from '@tierline/contracts';
import {
  BrokenHistory,
  type EventMetadata,
  type Instant,
  type RecordedCommand,
  type StoredEvent,
} from '@tierline/kernel';
import type { Notification } from '../eventstore/subscription-port.js';
import type { Checkpoint } from './checkpoint.js';
import {
  outcomeOf,
  outgoingRecord,
  UnpublishableEvent,
  type OutgoingRecord,
  type Publication,
  type Publish,
} from './publication.js';

/** What one append leads to, and where it leaves the publisher. None of it is ever published without the rest. */
export interface PublishedAppend {
  readonly records: readonly OutgoingRecord[];
  readonly checkpoint: Checkpoint;
  /** When the command came; of an append only. */
  readonly at?: Instant;
}

/**
 * Turns what a subscription tells into what is to be published: the publications of the events of each append, in order, and
 * the outcome of its command.
 *
 * @param from the checkpoint that the subscription goes on from
 * @throws {BrokenHistory} for an event that is not what an executor writes
 * @throws {UnpublishableEvent} and whatever `publish` throws
 */
export async function* publishedAppends(
  notifications: AsyncIterable<Notification>,
  from: Checkpoint | undefined,
  topics: ContextTopics,
  publish: Publish,
): AsyncGenerator<PublishedAppend> {
  let lastEvent = from?.lastEvent;
  let open: { readonly command: RecordedCommand; readonly records: OutgoingRecord[] } | undefined;
  for await (const notification of notifications) {
    if (notification.kind === 'checkpoint') {
      // Amid an append it would lose the command, and with it the outcome.
      if (!open) yield { records: [], checkpoint: { position: notification.position, lastEvent } };
      continue;
    }
    // Only executors write to the streams of the prefix.
    const event = notification.event as StoredEvent<EventMetadata>;
    open = { command: commandOf(event, open?.command), records: open?.records ?? [] };
    const { command, records } = open;
    const publications = await publish(event);
    checkTopics(event, publications);
    const isLast = event.metadata.append.index === event.metadata.append.count - 1;
    for (const each of isLast ? [...publications, outcomeOf(topics, event, command)] : publications) {
      records.push(outgoingRecord(topics.context, event, command, each));
    }
    if (!isLast) continue;
    const { position, id } = event;
    lastEvent = { position, id, hash: event.metadata.chain.hash };
    open = undefined;
    yield { records, checkpoint: { position, lastEvent }, at: command.at };
  }
}

function commandOf(event: StoredEvent<EventMetadata>, open: RecordedCommand | undefined): RecordedCommand {
  const { append, command, $causationId } = event.metadata as Partial<EventMetadata>;
  const fault = (problem: string) => new BrokenHistory(event.stream, event.revision, problem);
  if (!append) throw fault('it was not written by an executor');
  if (append.index === 0) {
    if (open) throw fault('it begins an append before the last one has ended');
    if (!command) throw fault('the append names no command');
    return command;
  }
  if (open?.id !== $causationId || !open) throw fault('it continues an append that was not begun');
  return open;
}

function checkTopics(event: StoredEvent, publications: readonly Publication[]): void {
  if (new Set(publications.map(({ topic }) => topic)).size < publications.length) {
    throw new UnpublishableEvent(event, 'it is published twice on one topic');
  }
}
