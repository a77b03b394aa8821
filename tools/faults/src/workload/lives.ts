import { deviceUnlockTopics, type Role } from '@tierline/contracts';
import type { Random } from '@tierline/chance';

/** What is sent through a Kafka door. The subject is the record's key. */
export interface KafkaWish {
  readonly topic: string;
  readonly type: string;
  readonly subject: string;
  readonly data: object;
}

/** What is asked of the HTTP door. */
export interface HttpWish {
  readonly type: string;
  readonly path: string;
  readonly role: Role;
  readonly data: object;
}

/** Both doors, to somebody who repeats himself until he is told that he was heard. */
export interface Doors {
  readonly kafka: (wish: KafkaWish) => Promise<void>;
  /** @returns the id of the aggregate that it was about */
  readonly http: (wish: HttpWish) => Promise<string>;
  /** Waits for the outcome of a command that the service tells itself. */
  readonly followedUp: (command: string, subject: string) => Promise<void>;
}

/** The life of one request, from its opening to the last that is asked of it. */
export type Life = (doors: Doors) => Promise<void>;

const { stores, purchases, retailers } = deviceUnlockTopics.ingress;
const answers = deviceUnlockTopics.ingress['retailer-answers'];
const PATH = '/v1/activation-lock-requests';
const SERIAL_LENGTH = 16;

/** Makes lives of several kinds, every value in them of its own. */
export const lives = (random: Random) => (): Life => {
  const serial = random.uuid().replaceAll('-', '').slice(0, SERIAL_LENGTH).toUpperCase();
  return random.pick([atTheStore, atTheDesk, withTheRetailer, atBothDoors])(random.uuid(), saleOf(serial));
};

/** A sale of the device of a serial number, every value in it of its own. */
export const saleOf = (serial: string) => ({
  device: { kind: 'serial', value: serial },
  purchasedOn: '2025-11-28',
  seller: `Phone House ${serial}`,
  price: { amountMinor: 79_900, currency: 'EUR' },
  receiptNumber: `R-${serial}`,
});
type Sale = ReturnType<typeof saleOf>;

/** What it takes to have a lock removed, by the command and the path at which the desk finds it. */
const journey = (sale: Sale) =>
  [
    { type: 'AnswerCredentials', path: 'credentials', data: { credentials: 'unknown' } },
    { type: 'SubmitProof', path: 'proofs', data: { proof: { kind: 'identity-document', document: 'passport' } } },
    { type: 'SubmitProof', path: 'proofs', data: { proof: { kind: 'purchase', ...sale } } },
    { type: 'ConsentToErasure', path: 'erasure-consent', data: { erasesTheDevice: true } },
    { type: 'RemoveActivationLock', path: 'removal', data: {} },
  ] as const;
type Stop = ReturnType<typeof journey>[number];

const opening = (name: string, { device }: Sale) => ({
  type: 'RequestActivationUnlock',
  data: { customerId: `customer-${name}`, device, tradeInId: `trade-in-${name}` },
});
/** The maker's record of a sale. */
export const recorded = (sale: Sale): KafkaWish => {
  return { topic: purchases.topic, type: 'RecordPurchase', subject: sale.device.value, data: sale };
};
const standing = ({ device, seller }: Sale): KafkaWish => {
  const data = { seller, standing: 'authorised', asOf: '2026-01-01T00:00:00.000Z' };
  return { topic: retailers.topic, type: 'RecordSellerStanding', subject: device.value, data };
};
const fromStore = (subject: string, { type, data }: Pick<Stop, 'type' | 'data'>): KafkaWish => {
  return { topic: stores.topic, type, subject, data };
};
const fromDesk = (requestId: string, { type, path, data }: Stop): HttpWish => {
  return { type, path: `${PATH}/${requestId}/${path}`, role: 'tier2-agent', data };
};
const openAtDesk = (doors: Doors, name: string, sale: Sale) =>
  doors.http({ ...opening(name, sale), path: PATH, role: 'tier1-agent' });

type LifeOf = (name: string, sale: Sale) => Life;

const atTheStore: LifeOf = (name, sale) => async (doors) => {
  await Promise.all([doors.kafka(recorded(sale)), doors.kafka(standing(sale))]);
  await doors.kafka({ topic: stores.topic, subject: name, ...opening(name, sale) });
  for (const stop of journey(sale)) await doors.kafka(fromStore(name, stop));
};

const atTheDesk: LifeOf = (name, sale) => async (doors) => {
  const [requestId] = await Promise.all([openAtDesk(doors, name, sale), doors.kafka(recorded(sale))]);
  for (const stop of journey(sale)) await doors.http(fromDesk(requestId, stop));
};

/** The maker has no record of the sale, so the retailer is asked, and says that it was so (DU-07). */
const withTheRetailer: LifeOf = (name, sale) => async (doors) => {
  await doors.kafka(standing(sale));
  await doors.kafka({ topic: stores.topic, subject: name, ...opening(name, sale) });
  for (const stop of journey(sale).slice(0, 3)) await doors.kafka(fromStore(name, stop));
  await doors.followedUp('AskRetailer', name);
  const data = { answer: { kind: 'sold', ...sale } };
  await doors.kafka({ topic: answers.topic, type: 'RecordRetailerAnswer', subject: name, data });
};

/** Store and desk ask the same of the same request at the same time: each stop is decided twice, once with effect. */
const atBothDoors: LifeOf = (name, sale) => async (doors) => {
  const [requestId] = await Promise.all([openAtDesk(doors, name, sale), doors.kafka(recorded(sale))]);
  const store = async () => {
    for (const stop of journey(sale)) await doors.kafka(fromStore(requestId, stop));
  };
  const desk = async () => {
    for (const stop of journey(sale)) await doors.http(fromDesk(requestId, stop));
  };
  await Promise.all([store(), desk()]);
};
