import { BaseRpcContext, Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import type { ContextTopics, Ingress } from '@tierline/contracts';
import type { Clock, Execution } from '@tierline/kernel';
import { isObservable, lastValueFrom } from 'rxjs';
import { uuidOf } from '../crypto/digest.js';
import type { ReceivedCommand } from '../door/received-command.js';
import type { Log } from '../log.js';
import { kafkaClient, type KafkaConnection } from './client.js';
import type { Observe, Readiness } from './consumer-port.js';
import { recordConsumer, type RecordConsumer } from './consumer.js';
import { deadLetters } from './dead-letters.js';
import { givingUp } from './giving-up.js';
import { handleRecord, type RecordHandling } from './handle-record.js';
import { checkHandlers } from './handlers.js';
import type { Stall } from './in-hand.js';
import type { Open, Seal } from './parking/aside.js';
import { orderReader } from './parking/order-reader.js';
import { parking, type Parking } from './parking/parking.js';
import { recordLog, type RecordLog } from './record-log.js';

/** What commands come in by. */
export interface KafkaCommandsOptions {
  readonly connection: KafkaConnection;
  readonly topics: ContextTopics;
  readonly clock: Clock;
  readonly log: Log;
  /** Encrypts what is put aside. */
  readonly seal: Seal;
  /** Reads what was put aside, when operations want it tried again. */
  readonly open: Open;
  /** The consumer has ended for good, and only a new process helps. */
  readonly onFatal: (error: unknown) => void;
  readonly observe?: Observe;
  /** How many commands are handled at once. */
  readonly concurrency?: number;
  readonly groupId?: string;
}

const CONCURRENCY = 64;

/**
 * Nest's way in from Kafka, in place of its own: keys in order and side by side, offsets saved only after a command was executed
 * or put aside, partitions paused while something is down. A handler is marked by `@CommandsFrom(topic)`.
 */
export class KafkaCommands extends Server implements CustomTransportStrategy {
  override readonly transportId = Symbol('kafka-commands');
  // Errors come back to us, who know what each of them means for its message.
  override readonly propagatesEventHandlerErrors = true;
  readonly #options: KafkaCommandsOptions;
  #consumer: RecordConsumer | undefined;
  #records: RecordLog | undefined;
  #parking: Parking | undefined;

  constructor(options: KafkaCommandsOptions) {
    super();
    this.#options = options;
  }

  /**
   * Begins to take commands, as soon as a broker answers.
   *
   * @param callback gets an `UnhandledTopics` when a topic of the context has no handler, or a handler no topic
   */
  override listen(callback: (error?: Error) => void): void {
    const { connection, topics, log, groupId = `tierline.${topics.context}` } = this.#options;
    try {
      const handlers = checkHandlers(Object.values<Ingress>(topics.ingress), this.messageHandlers);
      this.#records = recordLog(kafkaClient(connection, log));
      this.#consumer = this.#consume(handlers, this.#records, groupId);
      this.#consumer.start();
    } catch (error) {
      callback(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    callback();
  }

  /** Whether commands are being taken. */
  readiness(): Readiness {
    return this.#consumer?.readiness() ?? { ready: false, reasons: ['the consumer is not started'] };
  }

  /** What has not moved for the longest time; nothing while there is no group to take commands from. */
  longest(): Stall | undefined {
    return this.#consumer?.longest();
  }

  /** How many keys of the partitions of this replica are parked. */
  parkedKeys(): number {
    return this.#parking?.parkedKeys() ?? 0;
  }

  /** Takes nothing more, ends what has begun and leaves the group. */
  async drain(): Promise<void> {
    await this.#consumer?.drain();
  }

  override async close(): Promise<void> {
    await this.#consumer?.drain();
    await this.#records?.close();
  }

  override on(): never {
    throw new Error('this transport tells of what it does through `observe`');
  }

  override unwrap<Client>(): Client {
    throw new Error('the client of this transport is its own');
  }

  #consume(
    handlers: ReadonlyMap<string, { readonly ingress: Ingress; readonly handler: MessageHandler }>,
    records: RecordLog,
    groupId: string,
  ): RecordConsumer {
    const { connection, topics, clock, log, seal, open, onFatal, concurrency = CONCURRENCY } = this.#options;
    const observe = this.#options.observe ?? (() => undefined);
    const parked = parking({ records, topic: topics.parked.topic, seal, open, log });
    this.#parking = parked;
    const named = { orders: topics.redriveOrders.topic, deadLetters: topics.deadLetters.topic };
    const common = {
      deadLetters: deadLetters(records, topics.deadLetters.topic, seal),
      parking: parked,
      orders: orderReader(records, named, open),
      givingUp: givingUp(),
      observe,
      log,
    };
    const handlings = new Map<string, RecordHandling>();
    const published = [...handlers].filter(([, { ingress }]) => ingress.publishedBy !== undefined);
    for (const [topic, { ingress, handler }] of handlers) {
      const door = { context: topics.context, ingress, clock, uuid: uuidOf };
      handlings.set(topic, { ...common, door, execute: (command) => execute(handler, command) });
    }
    return recordConsumer({
      connection,
      groupId,
      topics: [...handlers.keys()],
      published: new Set(published.map(([topic]) => topic)),
      concurrency,
      onAssigned: parked.assigned,
      observe,
      log,
      onFatal,
      handle: (record, signal) => {
        const handling = handlings.get(record.topic);
        if (!handling) throw new Error(`${record.topic} was never subscribed to`);
        return handleRecord(record, handling, signal);
      },
    });
  }
}

async function execute(handler: MessageHandler, command: ReceivedCommand): Promise<Execution> {
  const answer: unknown = await handler(command, new BaseRpcContext([command.subject]));
  const execution: unknown = isObservable(answer) ? await lastValueFrom(answer, { defaultValue: undefined }) : answer;
  if (typeof execution === 'object' && execution !== null && 'outcome' in execution) return execution as Execution;
  throw new TypeError(`the handler of ${command.type} does not tell what became of it`);
}
