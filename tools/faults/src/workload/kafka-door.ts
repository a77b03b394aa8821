import kafkajs, { type Message } from 'kafkajs';
import { encodeCloudEvent, kafkaClient, kafkaCommandId, silentLog, uuidOf } from '@tierline/platform';
import type { Random } from '@tierline/chance';
import type { SentCommand } from '../history.js';
import { doorOf } from '../services.js';
import type { Ledger } from './ledger.js';
import type { KafkaWish } from './lives.js';
import { untilHeard } from './patience.js';

/** What is besides the command in a record that is sent. */
export interface RecordOptions {
  readonly expected?: SentCommand['expected'];
  readonly mayBeParked?: boolean;
  /** The sender's own id for it; a new one unless it is said. */
  readonly id?: string;
  /** What is wrong with the record, or merely unusual. */
  readonly spoil?: (message: Message) => Message;
}

/** A sender of commands through Kafka. */
export interface KafkaDoor {
  /** Sends until the broker says that it has it; the same record each time. */
  readonly send: (wish: KafkaWish, options?: RecordOptions) => Promise<void>;
  /** Sends a record again that was sent before: the same command. */
  readonly sendAgain: (random: Random) => Promise<void>;
  /** Forgets what was sent before, once it was checked. */
  readonly forget: () => void;
  readonly close: () => Promise<void>;
}

const KEPT = 50;
const same = (message: Message): Message => message;
const SOURCE = '/faults';

/** The id of a command, as the service derives it from the sender's own id for it. */
export const commandIdOf = (id: string): string => kafkaCommandId(uuidOf, SOURCE, id);

/** Connects a sender to a broker. It never goes through a proxy: what it was told is what the broker said. */
export async function kafkaDoor(brokers: string, ledger: Ledger, nextId: () => string): Promise<KafkaDoor> {
  const producer = kafkaClient({ brokers: [brokers], clientId: 'faults-sender' }, silentLog).producer({
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
    allowAutoTopicCreation: false,
    retry: { retries: 0 },
  });
  await producer.connect();
  let resend: (() => Promise<void>)[] = [];
  const deliver = async (topic: string, message: Message, entry: ReturnType<Ledger['open']>) => {
    entry.sent();
    const [placed] = await producer.send({ topic, acks: -1, messages: [message] });
    if (placed?.baseOffset === undefined) throw new Error(`the broker did not say where on ${topic} a record lies`);
    entry.taken(`${topic}/${String(placed.partition)}/${placed.baseOffset}`);
  };
  return {
    send: async ({ topic, type, subject, data }, { id = nextId(), expected, mayBeParked, spoil = same } = {}) => {
      const { context, teller } = doorOf(topic);
      const ceType = `tierline.${teller}.${type}.v1`;
      const headers = encodeCloudEvent({ id, source: SOURCE, type: ceType, subject });
      const message = spoil({ key: subject, headers: { ...headers }, value: JSON.stringify(data) });
      const entry = ledger.open({
        ...{ id: commandIdOf(id), context, door: 'kafka', type, subject, lane: `${topic}/${subject}` },
        ...(expected && { expected }),
        ...(mayBeParked && { mayBeParked }),
      });
      const again = () => untilHeard(`${type} of ${subject}`, () => deliver(topic, message, entry));
      await again();
      resend.push(again);
      if (resend.length > KEPT) resend.shift();
    },
    sendAgain: async (random) => {
      if (resend.length > 0) await random.pick(resend)();
    },
    forget: () => (resend = []),
    close: () => producer.disconnect(),
  };
}
