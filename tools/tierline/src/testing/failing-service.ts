import { NestFactory } from '@nestjs/core';
import { deviceUnlockTopics } from '@tierline/contracts';
import type { Execution, Instant } from '@tierline/kernel';
import {
  encodeCloudEvent,
  kafkaClient,
  ingressControllers,
  KafkaCommands,
  nestOptions,
  sealedBytes,
  silentLog,
  type ReceivedCommand,
} from '@tierline/platform';

/** A service that takes the commands of device unlock, and fails as it is told to. */
export interface FailingService {
  /** Subjects and ids whose commands fail. */
  readonly failing: Set<string>;
  /** The ids of the commands that it executed, in order. */
  readonly done: string[];
  /** Sends a command as a store does. */
  send(key: string, id: string, body?: string): Promise<void>;
  /** Waits until everything that was sent is handled. */
  isHandled(): Promise<void>;
  stop(): Promise<void>;
}

const { context, ingress } = deviceUnlockTopics;
const COMMANDS = Symbol('commands');
const DEADLINE = 30_000;
const LOOK_AGAIN = 20;

/** Starts the service. */
export async function failingService(brokers: string): Promise<FailingService> {
  const failing = new Set<string>();
  const done: string[] = [];
  const handle = async ({ subject, envelope: { correlationId } }: ReceivedCommand): Promise<Execution> => {
    if (failing.has(subject) || failing.has(correlationId)) throw new RangeError('a personal value');
    done.push(correlationId);
    const position = { commit: 0n, prepare: 0n };
    return { outcome: 'accepted', last: 'Stored', revision: 0, stateRevision: 0, position, repeated: false };
  };
  const commands = new KafkaCommands({
    connection: { brokers: [brokers], clientId: 'service' },
    topics: deviceUnlockTopics,
    clock: () => '2026-03-01T09:30:00.000Z' as Instant,
    log: silentLog,
    ...sealedBytes(Buffer.alloc(32, 6), 'dead-letters'),
    onFatal: (error) => {
      throw error;
    },
  });
  class SpecModule {}
  const controllers = [...ingressControllers(deviceUnlockTopics, COMMANDS)];
  const app = await NestFactory.createMicroservice(
    { module: SpecModule, controllers, providers: [{ provide: COMMANDS, useValue: handle }] },
    Object.assign(nestOptions({ logger: false }), { strategy: commands }),
  );
  await app.listen();
  const kafka = kafkaClient({ brokers: [brokers], clientId: 'store' }, silentLog);
  const [producer, admin] = [kafka.producer({ allowAutoTopicCreation: false }), kafka.admin()];
  await Promise.all([producer.connect(), admin.connect()]);
  const total = async (offsets: Promise<readonly { readonly offset: string }[]>) =>
    (await offsets).reduce((sum, { offset }) => sum + Math.max(0, Number(offset)), 0);
  const { topic } = ingress.stores;
  return {
    failing,
    done,
    send: async (key, id, body = '{"credentials":"unknown"}') => {
      const type = `tierline.${context}.AnswerCredentials.v1`;
      const headers = { ...encodeCloudEvent({ id, source: '/stores/12', type, subject: key, correlationId: id }) };
      await producer.send({ topic, messages: [{ key, value: body, headers }] });
    },
    isHandled: async () => {
      const deadline = Date.now() + DEADLINE;
      const saved = async () => (await admin.fetchOffsets({ groupId: `tierline.${context}`, topics: [topic] }))[0];
      for (;;) {
        const written = await total(admin.fetchTopicOffsets(topic));
        const handled = await total(saved().then((of) => of?.partitions ?? []));
        if (handled === written) return;
        if (Date.now() > deadline) throw new Error(`only ${handled} of ${written} records are handled`);
        await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
      }
    },
    stop: async () => {
      await commands.drain();
      await Promise.all([app.close(), producer.disconnect(), admin.disconnect()]);
    },
  };
}
