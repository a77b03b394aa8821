import { expect, it } from '@jest/globals';
import { ACTIVATION_LOCK_REQUEST, CARRIER_UNLOCK_REQUEST } from '@tierline/device-unlock';
import type { Actor, EventMetadata, StoredEvent } from '@tierline/kernel';
import fc from 'fast-check';
import { account, eventsIn, licence, receipt, sale, service, subject, travel, wish } from './testing/service.js';
import { activationLockRequestsView } from './views/activation-lock-requests.view.js';
import { carrierUnlockRequestsView } from './views/carrier-unlock-requests.view.js';

const asOf = '2026-03-01T00:00:00.000Z';
const stranger = { kind: 'serial', value: 'F2LXJ0ABCD12' };

/** The agent on the telephone and the clerk in the store, each with whatever else may be said of them. */
const atThePhone: fc.Arbitrary<Actor> = fc.record({
  id: fc.constantFrom('ada', 'bo'),
  role: fc.constantFrom('tier1-agent', 'tier2-agent', 'supervisor'),
  channel: fc.constant('phone'),
  employer: fc.constantFrom('own', 'contractor'),
  site: fc.constantFrom('leipzig', 'manila'),
});
const inTheStore: fc.Arbitrary<Actor> = fc.record({
  id: fc.constantFrom('/stores/3', 'cleo'),
  role: fc.constantFrom('store-system', 'store-clerk'),
  channel: fc.constant('store'),
});

const purchases = fc.record({
  device: fc.constantFrom(sale.device, sale.device, stranger),
  purchasedOn: fc.constantFrom(sale.purchasedOn, '2025-11-29', '2025-12-24', '2026-12-24'),
  seller: fc.constantFrom(sale.seller, 'PHONE  house', 'Mall Kiosk'),
  price: fc.constantFrom(sale.price, { ...sale.price, amountMinor: 79_950 }, { amountMinor: 5, currency: 'JPY' }),
  receiptNumber: fc.constantFrom(sale.receiptNumber, 'R-18'),
});
const facts = fc.oneof(
  fc.constant(['RecordPurchase', sale] as const),
  purchases.map((body) => ['RecordPurchase', { ...body, device: sale.device }] as const),
  fc
    .record({ condition: fc.constantFrom('stolen', 'managed'), holds: fc.boolean() })
    .map((body) => ['RecordDeviceStatus', { device: sale.device, ...body, occurredAt: asOf }] as const),
  fc
    .constantFrom('authorised', 'unauthorised', 'liquidating')
    .map((standing) => ['RecordSellerStanding', { seller: sale.seller, standing, asOf }] as const),
  fc
    .record({
      commitment: fc.constantFrom('ended', 'running'),
      activeSince: fc.constantFrom('2025-11-28', '2026-02-20'),
    })
    .map((body) => ['RecordAccountStanding', { ...account, ...body }] as const),
  fc
    .record({ value: fc.integer({ min: 0, max: 5 }), attitude: fc.constantFrom('bad', 'neutral', 'good') })
    .map((body) => ['CustomerStandingChanged', { customerId: 'c1', ...body, asOf }] as const),
  fc
    .oneof(
      purchases.map((each) => ({ kind: 'sold', ...each })),
      fc.constant({ kind: 'not-sold' }),
    )
    .map((answer) => ['RecordRetailerAnswer', { answer }] as const),
);
const wishes = fc.oneof(
  fc.constantFrom(
    ['RequestActivationUnlock', wish] as const,
    ['AnswerCredentials', { credentials: 'unknown' }] as const,
    ['AnswerCredentials', { credentials: 'known' }] as const,
    ['SubmitProof', licence] as const,
    ['SubmitProof', { proof: { kind: 'customer-word' } }] as const,
    ['SubmitProof', receipt] as const,
    ['ConsentToErasure', { erasesTheDevice: true }] as const,
    ['RemoveActivationLock', {}] as const,
    ['RequestCarrierUnlock', wish] as const,
    ['RequestCarrierUnlock', { ...wish, travel }] as const,
    ['AnswerCarrierUnlock', {}] as const,
  ),
  purchases.map((each) => ['SubmitProof', { proof: { kind: 'purchase', ...each } }] as const),
);
type Step = readonly ['tell' | 'ask', ...(readonly [type: string, body: object])] | readonly ['follow'];
const steps: fc.Arbitrary<Step> = fc.oneof(
  facts.map((each): Step => ['tell', ...each]),
  { weight: 2, arbitrary: wishes.map((each): Step => ['ask', ...each]) },
  fc.constant<Step>(['follow']),
);
// Most stories go some way along the road that leads to an unlock before chance takes over.
const road: readonly Step[] = [
  ['ask', 'RequestActivationUnlock', wish],
  ['ask', 'AnswerCredentials', { credentials: 'unknown' }],
  ['tell', 'RecordPurchase', sale],
  ['ask', 'SubmitProof', receipt],
  ['ask', 'ConsentToErasure', { erasesTheDevice: true }],
  ['ask', 'RemoveActivationLock', {}],
];
const stories = fc
  .tuple(fc.nat(road.length), fc.array(steps, { maxLength: 10 }))
  .map(([begun, rest]) => [...road.slice(0, begun), ...rest]);

const ada: Actor = { id: 'ada', role: 'tier2-agent', channel: 'phone' };
const cleo: Actor = { id: 'cleo', role: 'store-clerk', channel: 'store' };
const stolen: Step = [
  'tell',
  'RecordDeviceStatus',
  { device: sale.device, condition: 'stolen', holds: true, occurredAt: asOf },
];
const running: Step = ['tell', 'RecordAccountStanding', { ...account, commitment: 'running' }];
/** Chance meets these seldom: a yes and a no for either lock, without which the property would say nothing. */
const sure: readonly (readonly Step[])[] = [
  road,
  [...road.slice(0, -1), stolen, ...road.slice(-1)],
  [...road.slice(0, 2), ['ask', 'SubmitProof', licence], ['ask', 'SubmitProof', receipt]],
  [
    ['tell', 'RecordAccountStanding', account],
    ['ask', 'RequestCarrierUnlock', wish],
  ],
  [running, ['ask', 'RequestCarrierUnlock', wish]],
];

/** What whoever asks is answered, and what everybody can see afterwards: all but who it was and by which token a value goes. */
async function told(story: readonly Step[], actor: Actor) {
  const { request, tell, followUp, store } = service();
  const answers: unknown[] = [];
  for (const [kind, type = '', body = {}] of story) {
    if (kind === 'follow') await followUp();
    else if (kind === 'tell') await tell(type, body);
    else {
      const { outcome, ...rest } = await request(type, body, { actor });
      answers.push({ type, outcome, ...('reason' in rest && { reason: rest.reason, rule: rest.rule }) });
    }
  }
  await followUp();
  const events = async (category: string) =>
    (await eventsIn(store, category, subject)) as readonly StoredEvent<EventMetadata>[];
  const activation = await events(ACTIVATION_LOCK_REQUEST);
  const carrier = await events(CARRIER_UNLOCK_REQUEST);
  return {
    answers,
    activation: activation.reduce(activationLockRequestsView.fold, undefined),
    carrier: carrier.reduce(carrierUnlockRequestsView.fold, undefined),
    types: [...activation, ...carrier].map(({ type }) => type),
  };
}

it('DU-05: the telephone and the store are told the same, and see the same afterwards, for the same facts', async () => {
  const met = new Set<string>();
  await fc.assert(
    fc.asyncProperty(stories, atThePhone, inTheStore, async (story, agent, clerk) => {
      const byPhone = await told(story, agent);
      expect(await told(story, clerk)).toEqual(byPhone);
      for (const type of byPhone.types) met.add(type);
    }),
    { numRuns: 60, examples: sure.map((story) => [[...story], ada, cleo]) },
  );
  expect([...met]).toEqual(
    expect.arrayContaining([
      'ActivationLockRemoved',
      'ActivationUnlockDenied',
      'ProofRefused',
      'PurchaseRecordMissing',
      'CarrierUnlockGranted',
      'CarrierUnlockDenied',
      'CommandRefused',
    ]),
  );
}, 60_000);
