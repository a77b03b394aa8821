import { mkdirSync, writeFileSync } from 'node:fs';
import { deviceUnlockCommands } from '@tierline/contracts';
import { deviceUnlockRegistry } from '@tierline/device-unlock';
import {
  executor,
  noFacts,
  personalDataCategory,
  personalDataDecider,
  streamName,
  type CommandId,
  type Instant,
} from '@tierline/kernel';
import { memoryStore } from '@tierline/kernel/testing/memory-store';
import { digest, type ReceivedCommand } from '@tierline/platform';
import { activationLockRequests } from '../activation-lock-requests.js';
import { aggregates } from '../aggregates.js';
import { reportedFacts } from '../reported-facts.js';
import { goldenFolder, policies } from './golden-streams.js';

// Writes what this build stores of some histories, once for each release: node make-golden-streams.js <release>
const [release = ''] = process.argv.slice(2);
if (!/^\d+\.\d+\.\d+$/.test(release)) throw new Error('name the release, as 1.2.3');

const parts = { store: memoryStore(), digest, policies, build: release };
const all = aggregates(parts);
const onRequest = activationLockRequests(all, parts.store);
const onFact = reportedFacts(all);
const onPersonalData = executor({
  ...parts,
  decider: personalDataDecider,
  creates: ['ForgetSubject', 'DiscloseValue'],
  registry: deviceUnlockRegistry,
  gather: noFacts,
});

const FIRST = Date.parse('2026-03-02T10:00:00.000Z');
const MINUTE = 60_000;
let number = 0;

/** The next command: ids and moments are counted, so that the same histories are the same bytes. */
function next(type: string, data: object, subject = '', role = 'tier2-agent') {
  number += 1;
  const clerk = { id: 'clerk-cleo', role, channel: 'store', employer: 'partner', site: 'leipzig-1' };
  const actor = role === 'store-clerk' ? clerk : { id: 'agent-ada', role, channel: 'phone' };
  const correlationId = `case-${subject}`;
  return {
    id: digest.uuid(['golden', number]) as CommandId,
    ...{ type, data, subject, actor, at: new Date(FIRST + number * MINUTE).toISOString() as Instant },
    envelope: { correlationId, ...(number % 2 === 0 && { traceparent: trace(number) }) },
  };
}
const trace = (span: number) => `00-0af7651916cd43dd8448eb211c80319c-${span.toString(16).padStart(16, '0')}-01`;
const request = async (subject: string, type: string, data: object = {}, role?: string) => {
  if (!Object.values(deviceUnlockCommands).some(({ name }) => name === type)) throw new Error(`no command is ${type}`);
  await onRequest(next(type, data, subject, role) as unknown as Parameters<typeof onRequest>[0] & ReceivedCommand);
};
const recordPurchase = async (data: object) => {
  await onFact(next('RecordPurchase', data, '', 'system') as unknown as Parameters<typeof onFact>[0]);
};
const personal = async (
  type: 'ForgetSubject' | 'DiscloseValue',
  data: { subject: string; of: string; field: string },
) => {
  const { id, at, actor, envelope } = next(type, data, data.subject, 'supervisor');
  const stream = streamName(personalDataCategory('device_unlock'), data.subject);
  const command = type === 'ForgetSubject' ? { type, data: { subject: data.subject } } : { type, data };
  await onPersonalData(stream, { id, at, actor, ...command }, envelope);
};

const sale = (device: string) => ({
  device,
  purchasedOn: '2025-11-28',
  seller: 'Phone House',
  price: { amountMinor: 79_900, currency: 'EUR' },
  receiptNumber: 'receipt-token-1',
});
const purchase = (change: object = {}) => ({ proof: { kind: 'purchase', ...sale('device-token-1'), ...change } });
const licence = { proof: { kind: 'identity-document', document: 'drivers-licence' } };

// Unlocked: refused for a licence, for another receipt and before the consent, and nothing is done twice.
await recordPurchase(sale('device-token-1'));
await recordPurchase(sale('device-token-1'));
await request('unlocked', 'RequestActivationUnlock', { customerId: 'c1', device: 'device-token-1', tradeInId: 't1' });
await request('unlocked', 'SubmitProof', purchase());
await request('unlocked', 'AnswerCredentials', { credentials: 'unknown' });
await request('unlocked', 'SubmitProof', licence);
await request('unlocked', 'SubmitProof', { proof: { kind: 'customer-word' } }, 'store-clerk');
await request(
  'unlocked',
  'SubmitProof',
  purchase({ receiptNumber: 'receipt-token-2', price: { amountMinor: 1, currency: 'USD' } }),
);
await request('unlocked', 'RemoveActivationLock');
await request(
  'unlocked',
  'SubmitProof',
  purchase({ seller: 'PHONE  HOUSE', price: { amountMinor: 79_950, currency: 'EUR' } }),
);
await request('unlocked', 'RemoveActivationLock');
await request('unlocked', 'ConsentToErasure', {}, 'store-clerk');
await request('unlocked', 'ConsentToErasure');
await request('unlocked', 'RemoveActivationLock', {}, 'store-clerk');
await request('unlocked', 'RemoveActivationLock');

// By the customers themselves, whose remark and telephone number are kept.
const kept = { telephone: 'telephone-token-1', remark: 'sealed1:bm90aGluZyBiZWhpbmQgaXQ=' };
await request('self-service', 'RequestActivationUnlock', { customerId: 'c2', device: 'device-token-2', ...kept });
await request('self-service', 'RequestActivationUnlock', { customerId: 'c3', device: 'device-token-2' });
await request('self-service', 'AnswerCredentials', { credentials: 'known' });
await request('self-service', 'SubmitProof', purchase());
await personal('DiscloseValue', { subject: 'c2', of: 'self-service', field: 'remark' });
await personal('ForgetSubject', { subject: 'c2', of: '', field: '' });
await personal('ForgetSubject', { subject: 'c2', of: '', field: '' });

// Undecided: first no record, then two that contradict one another.
await request('undecided', 'RequestActivationUnlock', { customerId: 'c4', device: 'device-token-3' });
await request('undecided', 'AnswerCredentials', { credentials: 'unknown' });
await request('undecided', 'SubmitProof', purchase({ device: 'device-token-3' }));
await recordPurchase(sale('device-token-3'));
await recordPurchase({ ...sale('device-token-3'), seller: 'Kiosk', price: { amountMinor: 100, currency: 'EUR' } });
await request('undecided', 'SubmitProof', purchase({ device: 'device-token-3' }));
await request('undecided', 'SubmitProof', purchase({ device: 'device-token-3' }));

const folder = new URL(`${release}/`, goldenFolder);
mkdirSync(goldenFolder, { recursive: true });
// Fails when the release has streams already: what was released is not written again.
mkdirSync(folder);
for (const [stream, events] of parts.store.streams) {
  // What the context keeps beside its histories holds no decisions.
  if (!stream.startsWith('device_unlock.')) continue;
  const told = events.map(({ position: _, ...event }) => event);
  writeFileSync(new URL(`${stream}.json`, folder), `${JSON.stringify(told, undefined, 2)}\n`);
}
