import type { MessageType } from './message-type.js';
import type { Channel, Sender } from './roles.js';

/** What a topic must look like. Partition counts are fixed: a changed one would break the order of keys. */
export interface TopicDeclaration {
  readonly name: string;
  readonly partitions: number;
  readonly cleanupPolicy: 'delete' | 'compact';
  /** How long records stay, in milliseconds; absent on compacted topics. */
  readonly retentionMs?: number;
  /** How the broker stores batches, however they were sent; as they were sent where nothing is said. */
  readonly compression?: 'uncompressed';
  /** How long the removal of a key is told on a compacted topic, in milliseconds; a day where nothing is said. */
  readonly deleteRetentionMs?: number;
}

/** The door for one kind of sender: who writes here is settled by access control, so the topic tells the actor. */
export interface Ingress {
  readonly topic: string;
  readonly sender: Sender;
  readonly channel: Channel;
  readonly commands: readonly MessageType[];
  /**
   * The context whose published events come in here. Its topic has other events too, which are nobody's business here, and is
   * its own to declare.
   */
  readonly publishedBy?: string;
}

/** A door as a context declares it: only another context's topic has to be named. */
export type Door = Omit<Ingress, 'topic'> & Partial<Pick<Ingress, 'topic'>>;

/** Everything of one context that others can see on Kafka, and its own bookkeeping there. */
export interface ContextTopics<Name extends string = string> {
  readonly context: string;
  /** The doors, by the names that their topics have. */
  readonly ingress: Readonly<Record<Name, Ingress>>;
  /** Published events, keyed by the aggregate's id. */
  readonly events: { readonly topic: string; readonly messages: readonly MessageType[] };
  /** One outcome for each command that was executed, keyed by the aggregate's id. */
  readonly outcomes: { readonly topic: string };
  /** What can never be executed, and what became of it and of what was parked. */
  readonly deadLetters: { readonly topic: string };
  /** Compacted: commands of keys that keep failing, in the partition that they have in their ingress topic. */
  readonly parked: { readonly topic: string };
  /**
   * What operations want done with what was put aside. Operations alone may write here. They may also write to each ingress topic,
   * where a marker says when it is an order's turn, and has no power without the order.
   */
  readonly redriveOrders: { readonly topic: string; readonly sender: 'operations' };
  /** Compacted: how far the context's publisher has come. */
  readonly checkpoints: { readonly topic: string };
}

const PARTITIONS = 6;
const DAY = 24 * 60 * 60 * 1000;
const INGRESS_RETENTION = 7 * DAY;
const DEAD_LETTER_RETENTION = 30 * DAY;
/** Longer than ingress: a command that was settled may come again as long as its record is there, and must be known then. */
const SETTLED_RETENTION = INGRESS_RETENTION + DAY;
const FOR_EVER = -1;

/** Names the topics of a context by the project's rule: `tierline.<context>.<what>.v1`. */
export function contextTopics<Name extends string>(
  context: string,
  ingress: Readonly<Record<Name, Door>>,
  published: readonly MessageType[],
): ContextTopics<Name> {
  const topic = (what: string) => `tierline.${context}.${what}.v1`;
  return {
    context,
    ingress: Object.fromEntries(
      Object.entries<Door>(ingress).map(([name, door]) => [name, { ...door, topic: door.topic ?? topic(name) }]),
    ) as Record<Name, Ingress>,
    events: { topic: topic('events'), messages: published },
    outcomes: { topic: topic('outcomes') },
    deadLetters: { topic: topic('dead-letters') },
    parked: { topic: topic('parked') },
    redriveOrders: { topic: topic('redrive-orders'), sender: 'operations' },
    checkpoints: { topic: topic('checkpoints') },
  };
}

/** The declarations of all topics of a context. Ingress is kept for days, since it alone carries personal values. */
export const topicDeclarations = (topics: ContextTopics): readonly TopicDeclaration[] => [
  ...Object.values(topics.ingress)
    .filter(({ publishedBy }) => publishedBy === undefined)
    .map((each) => deleting(each.topic, PARTITIONS, INGRESS_RETENTION)),
  deleting(topics.events.topic, PARTITIONS, FOR_EVER),
  deleting(topics.outcomes.topic, PARTITIONS, INGRESS_RETENTION),
  deleting(topics.deadLetters.topic, 1, DEAD_LETTER_RETENTION),
  {
    name: topics.parked.topic,
    partitions: PARTITIONS,
    cleanupPolicy: 'compact',
    deleteRetentionMs: SETTLED_RETENTION,
  },
  deleting(topics.redriveOrders.topic, 1, DEAD_LETTER_RETENTION),
  { name: topics.checkpoints.topic, partitions: 1, cleanupPolicy: 'compact' },
];

/** Whatever senders compress by, the broker stores it so that every client can read it. */
const deleting = (name: string, partitions: number, retentionMs: number): TopicDeclaration => ({
  name,
  partitions,
  cleanupPolicy: 'delete',
  retentionMs,
  compression: 'uncompressed',
});
