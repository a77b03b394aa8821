import { deviceUnlockCommands, type MessageType } from '@tierline/contracts';
import { parseDeviceUnlockPolicy } from '@tierline/device-unlock';
import type { Actor, ErasableStore, EventStore, StoredEvent, StreamName } from '@tierline/kernel';
import { memoryStore } from '@tierline/kernel/testing';
import { digest, directory, guard, readPolicies, seals } from '@tierline/platform';
import { application, type Circumstances } from '@tierline/platform/testing';
import { aggregates } from '../aggregates.js';
import { carrierDesk } from '../carrier-lock/carrier-desk.js';
import { commands } from '../commands.js';
import { facts } from '../facts/facts.js';
import { followUps } from '../reactions/follow-ups.js';
import { unlockCodes } from '../carrier-lock/unlock-codes.js';

const policies = readPolicies(
  new URL('../../../../libs/device-unlock/policies/', import.meta.url),
  'device-unlock',
  parseDeviceUnlockPolicy,
);
const key = Buffer.alloc(32, 1);
const contracts = Object.values(deviceUnlockCommands) as readonly MessageType[];

export const imei = '490154203237518';
export const imeisvOfTheSameDevice = '4901542032375101';
export const subject = '6b9f8a3e-7c1d-5e2f-9a4b-1c2d3e4f5a6b';
export const sale = {
  device: { kind: 'imei', value: imei },
  purchasedOn: '2025-11-28',
  seller: 'Phone House',
  price: { amountMinor: 79_900, currency: 'EUR' },
  receiptNumber: 'R-17 b',
};
export const receipt = { proof: { kind: 'purchase', ...sale } };
export const licence = { proof: { kind: 'identity-document', document: 'drivers-licence' } };

export const clerk: Actor = { id: '/stores/3', role: 'store-system', channel: 'store' };
export const agent: Actor = { id: 'ada', role: 'tier2-agent', channel: 'phone' };
export const itself: Actor = { id: '/tierline/device-unlock', role: 'device-unlock', channel: 'system' };
export const system: Actor = { id: '/somebody', role: 'maker', channel: 'system' };

type Store = ErasableStore & { readonly streams: ReadonlyMap<StreamName, readonly StoredEvent[]> };

/** The application on a store of its own; commands are numbered, so each is a new one. */
export function service(store: Store = memoryStore()) {
  const keeping = { codes: unlockCodes(key), seals: seals(store, 'device_unlock', key) };
  const personal = guard(directory(store, 'device_unlock', key), keeping.seals);
  const handle = commands({ store, digest, policies, build: 'b1' }, personal, keeping);
  const known = facts(store, digest);
  const desk = carrierDesk(store, known, keeping);
  const asked = application({
    ...{ context: 'device-unlock', contracts, store, handle, followUps: followUps(store, known) },
    usual: { subject, actor: agent },
  });
  const { received, request } = asked;
  /** As the desk does it: how the command ended, and the code if it has shown one. */
  const showCode = async (how: Circumstances = {}) => {
    const command = received('ShowCode', {}, how);
    const execution = await handle(command);
    return { execution, code: (await desk.code(command, execution))?.code };
  };
  const all = aggregates({ store, digest, policies, build: 'b1' });
  return {
    store,
    ...asked,
    /** Another replica's executors on the same store. */
    all,
    showCode,
    desk,
    tell: (type: string, body: object) => request(type, body, { actor: system }),
  };
}

/** A request for an activation lock to be taken off, whose customer does not know the credentials. */
export async function awaitingProof(store?: Store) {
  const found = service(store);
  await found.request('RequestActivationUnlock', { customerId: 'c1', device: sale.device });
  await found.request('AnswerCredentials', { credentials: 'unknown' });
  return found;
}

/** The same request, with a proof of a sale that the maker does not know and that its authorised seller is asked about. */
export async function askedRetailer(store?: Store) {
  const found = await awaitingProof(store);
  await found.tell('RecordSellerStanding', {
    seller: sale.seller,
    standing: 'authorised',
    asOf: '2026-01-01T00:00:00.000Z',
  });
  await found.request('SubmitProof', receipt);
  await found.followUp();
  return found;
}

/** The same request, with a proof that has matched and the customer's consent. */
export async function readyForRemoval(store?: Store) {
  const found = await awaitingProof(store);
  await found.tell('RecordPurchase', sale);
  await found.request('SubmitProof', receipt);
  await found.request('ConsentToErasure', { erasesTheDevice: true });
  return found;
}

export const account = {
  device: sale.device,
  customerId: 'c1',
  activeSince: '2025-11-28',
  commitment: 'ended',
  feeOwed: { amountMinor: 0, currency: 'USD' },
  asOf: '2026-03-01T00:00:00.000Z',
};
export const travel = { from: '2026-03-10', until: '2026-03-20', country: 'JP' };
export const wish = { customerId: 'c1', device: sale.device };

/** The events of the one stream of a category, or of the one that is named. */
export async function eventsIn(
  store: EventStore & { streams?: ReadonlyMap<StreamName, unknown> },
  category: string,
  id?: string,
) {
  const names = [...(store.streams?.keys() ?? [])].filter((name) => name.startsWith(`${category}-`));
  const stream = id === undefined ? names[0] : names.find((name) => name === `${category}-${id}`);
  return stream === undefined ? [] : store.read(stream);
}

export const typesIn = async (...[store, category, id]: Parameters<typeof eventsIn>) =>
  (await eventsIn(store, category, id)).map(({ type }) => type);
