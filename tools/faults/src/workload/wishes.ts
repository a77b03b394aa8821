import { customerValueTopics, deviceUnlockTopics, type ContextTopics } from '@tierline/contracts';
import type { Random } from '@tierline/chance';
import type { Cluster } from '../cluster.js';
import { opened, plan } from './customer-lives.js';
import { recorded, saleOf, type KafkaWish } from './lives.js';

/** What is sent to a context besides lives: each of a key of its own. */
export interface ContextWishes {
  readonly topics: ContextTopics;
  /** A command that can be the first of any aggregate. */
  readonly begins: (subject: string) => KafkaWish;
  /** One that comes after it, through the same door. */
  readonly goesOn: (subject: string) => KafkaWish;
  /** Facts of a key, by number, whose ids the service binds to what they say in streams that nothing else reads (0019). */
  readonly bound: (key: string, number: number) => KafkaWish;
}

const SERIAL_LENGTH = 16;
const { stores } = deviceUnlockTopics.ingress;
const serialOf = (id: string) => id.replaceAll('-', '').slice(0, SERIAL_LENGTH).toUpperCase();

/** The id of an aggregate that any context can have: the serial number of a device, or the id of a customer. */
export const drawnKey = (random: Random): string => serialOf(random.uuid());

const ofDeviceUnlock: ContextWishes = {
  topics: deviceUnlockTopics,
  begins: (subject) => {
    const device = { kind: 'serial', value: serialOf(subject) };
    const data = { customerId: `customer-${subject}`, device };
    return { topic: stores.topic, type: 'RequestActivationUnlock', subject, data };
  },
  goesOn: (subject) => ({ topic: stores.topic, type: 'AnswerCredentials', subject, data: { credentials: 'unknown' } }),
  bound: (key, number) => {
    const sale = saleOf(key);
    return recorded({ ...sale, receiptNumber: `${sale.receiptNumber}-${String(number)}` });
  },
};

const ofCustomerValue: ContextWishes = {
  topics: customerValueTopics,
  begins: opened,
  goesOn: plan,
  bound: (customerId, number) => ({
    topic: customerValueTopics.ingress['call-routing'].topic,
    type: 'ChurnThreatened',
    subject: customerId,
    data: {
      ...{ customerId, threatId: `threat-${String(number)}`, competitor: 'other-carrier' },
      threatenedAt: '2026-01-02T10:00:00.000Z',
    },
  }),
};

/** The wishes of every context that runs. */
export const wishesOf = ({ replicas }: Pick<Cluster, 'replicas'>): readonly ContextWishes[] =>
  [ofDeviceUnlock, ofCustomerValue].filter(({ topics: { context } }) =>
    replicas.some((replica) => replica.context === context),
  );
