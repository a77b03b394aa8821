import { randomUUID } from 'node:crypto';
import { deviceUnlockTopics } from '@tierline/contracts';
import { encodeCloudEvent, kafkaClient, silentLog } from '@tierline/platform';
import { replicaOf } from '@tierline/platform/testing';

/** What became of one request at the desk. */
export interface Answered {
  readonly subject: string;
  readonly status: number;
  /** Attempts that broke off without an answer, and were repeated at the other replica. */
  readonly broken: number;
  /** Whether it had been executed before the attempt that was answered: by one that broke off, then. */
  readonly repeated: boolean;
}

/** Requests that go on until they are told to end. */
export interface Load {
  readonly answered: readonly Answered[];
  /** The subjects of the commands that Kafka has acknowledged. */
  readonly sent: readonly string[];
  /** @throws what it could not go on for, if there is such a thing */
  readonly check: () => void;
  /** Ends after what has begun. @throws what a request was refused with */
  readonly end: () => Promise<void>;
}

/** The doors of a stack. */
export interface Doors {
  readonly kafkaBrokers: string;
  readonly services: Readonly<Record<string, { readonly httpUrl: string }>>;
  readonly token: (request: { readonly role: string }) => Promise<string>;
}

const SERIAL_LENGTH = 20;
/** Each for a device of its own: a source that asks for the same ones again and again is blocked (DU-15). */
const newBody = () => {
  const value = randomUUID().replaceAll('-', '').slice(0, SERIAL_LENGTH).toUpperCase();
  return JSON.stringify({ customerId: 'c1', device: { kind: 'serial', value } });
};
const TYPE = 'tierline.device-unlock.RequestActivationUnlock.v1';
const AGAIN = 50;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Begins to request unlocks at the desk, from each of some agents one after another, and in stores through Kafka. An agent whose
 * connection fails asks the next replica, as a load balancer would have it, under the same Idempotency-Key.
 */
export async function startLoad(stack: Doors, names: readonly string[], agents = 3): Promise<Load> {
  const answered: Answered[] = [];
  const sent: string[] = [];
  const token = await stack.token({ role: 'tier2-agent' });
  const producer = kafkaClient({ brokers: [stack.kafkaBrokers], clientId: 'stores' }, silentLog).producer();
  await producer.connect();
  let isOver = false;

  const ask = async (first: number): Promise<Answered> => {
    const key = randomUUID();
    const body = newBody();
    for (let broken = 0; ; broken += 1) {
      const name = names[(first + broken) % names.length] ?? '';
      try {
        const response = await fetch(`${replicaOf(stack.services, name).httpUrl}/v1/activation-lock-requests`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
          body,
        });
        const { subject, repeated } = (await response.json()) as Pick<Answered, 'subject' | 'repeated'>;
        return { subject, repeated, status: response.status, broken };
      } catch (error) {
        // How fetch tells that the connection was refused or cut, in whatever realm; everything else is a mistake of the spec.
        if ((error as Error).name !== 'TypeError') throw error;
        await pause(AGAIN);
      }
    }
  };
  const desk = async (agent: number) => {
    for (let turn = agent; !isOver; turn += 1) answered.push(await ask(turn));
  };
  const stores = async () => {
    while (!isOver) {
      const subject = randomUUID();
      const headers = encodeCloudEvent({ id: subject, source: '/stores/3', type: TYPE, subject });
      await producer.send({
        topic: deviceUnlockTopics.ingress.stores.topic,
        messages: [{ key: subject, value: newBody(), headers }],
      });
      sent.push(subject);
      await pause(AGAIN);
    }
  };
  const running = Promise.all([stores(), ...Array.from({ length: agents }, (_, agent) => desk(agent))]);
  const failures: unknown[] = [];
  running.catch((error: unknown) => failures.push(error));
  return {
    answered,
    sent,
    check: () => {
      if (failures.length > 0) throw failures[0];
    },
    end: async () => {
      isOver = true;
      await running;
      await producer.disconnect();
    },
  };
}
