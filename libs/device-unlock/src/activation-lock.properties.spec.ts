import type { Actor, Fact } from '@tierline/kernel';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ActivationLockRequestCommand, SubmitProof } from './activation-lock-request.commands.js';
import { activationLockRequestDecider } from './activation-lock-request.decider.js';
import type {
  ActivationLockRequest,
  ActivationLockRequestEvent,
  NoProof,
  Proof,
} from './activation-lock-request.events.js';
import type { DeviceStanding } from './device-standing.js';
import { PROOF_FIELDS } from './proof-match.js';
import { PURCHASE_RECORD, type PurchaseRecord } from './purchase-record.events.js';
import type { RetailerAnswer } from './retailer-enquiry.events.js';
import { SELLER_STANDING } from './seller-standing.events.js';
import {
  answer,
  consent,
  deny,
  issued,
  nobodyAsked,
  retailerSays,
  receipt,
  reconsider,
  remove,
  request,
  sellerAt,
  submit,
} from './testing/activation-lock.js';
import { dansHolder } from './testing/devices.js';
import { fact, otherPhone, phone, policy, purchase } from './testing/fixtures.js';
import type { LocalDate, Purchase, ReceiptToken } from './values.js';

const { initial, decide, evolve } = activationLockRequestDecider;
const eventsOf = (command: ActivationLockRequestCommand, state: ActivationLockRequest) => {
  const decision = decide(command, state, policy);
  return 'rejected' in decision ? [] : decision;
};
const run = (commands: readonly ActivationLockRequestCommand[]) =>
  commands.reduce<{ state: ActivationLockRequest; history: readonly ActivationLockRequestEvent[] }>(
    ({ state, history }, command) => {
      const events = eventsOf(command, state);
      return { state: events.reduce(evolve, state), history: [...history, ...events] };
    },
    { state: initial, history: [] },
  );

const purchases: fc.Arbitrary<Purchase> = fc.record({
  device: fc.constantFrom(phone, phone, otherPhone),
  purchasedOn: fc.constantFrom('2025-12-20', '2025-12-21', '2026-01-15').map((day) => day as LocalDate),
  seller: fc.constantFrom(purchase.seller, purchase.seller.toUpperCase(), 'Kiosk'),
  price: fc.record({ amountMinor: fc.constantFrom(99_900, 99_950, 5), currency: fc.constantFrom('USD', 'USD', 'CAD') }),
  receiptNumber: fc.constantFrom('receipt-1', 'receipt-2').map((token) => token as ReceiptToken),
});
const records: fc.Arbitrary<Fact<PurchaseRecord | null>> = fc
  .oneof(
    fc.constant(null),
    purchases.map((each) => ({ status: 'recorded' as const, purchase: each })),
    fc.tuple(purchases, purchases).map((both) => ({ status: 'contradicted' as const, purchases: both })),
  )
  .map((value) => fact<PurchaseRecord | null>(PURCHASE_RECORD, value));
const noProofs: fc.Arbitrary<NoProof> = fc.oneof(
  fc.constant({ kind: 'customer-word' as const }),
  fc.record({
    kind: fc.constant('identity-document' as const),
    document: fc.constantFrom(
      'drivers-licence' as const,
      'passport' as const,
      'identity-card' as const,
      'other' as const,
    ),
  }),
);
const receipts = purchases.map((each) => ({ kind: 'purchase' as const, ...each }));
const proofs: fc.Arbitrary<Proof> = fc.oneof({ weight: 4, arbitrary: receipts }, noProofs);
const sellers = fc.constantFrom(
  sellerAt('authorised'),
  sellerAt('unauthorised'),
  sellerAt('liquidating'),
  fact(SELLER_STANDING, null),
);
const answers: fc.Arbitrary<RetailerAnswer> = fc.oneof(
  purchases.map((each) => ({ kind: 'sold' as const, purchase: each })),
  fc.constant({ kind: 'not-sold' as const }),
);
const enquiries = fc.oneof(fc.constant(nobodyAsked), answers.map(retailerSays));
const standings: fc.Arbitrary<DeviceStanding> = fc.record({
  blockedBy: fc.constantFrom([], [], ['stolen'] as const),
  carrierUnlocked: fc.constant(false),
  unlock: fc.constantFrom(issued.unlock, issued.unlock, { status: 'reserved' as const, holder: dansHolder }),
});
const submissions = fc.tuple(proofs, records, sellers).map((facts) => submit(...facts));
const reconsiderations = fc
  .record({ purchase: records, enquiry: enquiries, seller: sellers })
  .map((facts) => reconsider(facts));
const actors: fc.Arbitrary<Actor> = fc.record(
  {
    id: fc.string(),
    role: fc.constantFrom('tier1-agent', 'tier2-agent', 'supervisor', 'store-clerk', 'customer', 'system'),
    channel: fc.constantFrom('phone', 'store', 'web', 'kafka'),
    employer: fc.constantFrom('own', 'contractor'),
    site: fc.string(),
  },
  { requiredKeys: ['id', 'role', 'channel'] },
);
const commands: fc.Arbitrary<ActivationLockRequestCommand> = fc
  .tuple(
    fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom(request(), request({ device: otherPhone }), answer('known')) },
      { weight: 4, arbitrary: fc.constantFrom(answer('unknown'), consent) },
      { weight: 4, arbitrary: submissions },
      { weight: 2, arbitrary: reconsiderations },
      { weight: 2, arbitrary: standings.map(remove) },
      { weight: 1, arbitrary: standings.map(deny) },
    ),
    actors,
  )
  .map(([command, actor]) => ({ ...command, actor }));
// Most streams begin as they should; some do not.
const stories = fc
  .tuple(fc.nat(3), fc.array(commands, { maxLength: 12 }))
  .map(([stage, rest]) => [...[request(), answer('unknown'), submit(receipt)].slice(0, stage), ...rest]);
const by = (command: ActivationLockRequestCommand, actor: Actor): ActivationLockRequestCommand => ({
  ...command,
  actor,
});

it('DU-04: an identity document and the word of the customer are refused in every state, by every channel and role', () =>
  fc.assert(
    fc.property(stories, noProofs, records, actors, (story, proof, record, actor) => {
      const { state } = run(story);
      const decision = decide(by(submit(proof, record), actor), state, policy);
      if ('rejected' in decision) expect(['none', 'self-service', 'unlocked', 'denied']).toContain(state.status);
      else {
        expect(decision).toMatchObject([{ type: 'ProofRefused', data: { reason: proof.kind } }]);
        expect(decision.reduce(evolve, state)).toStrictEqual(state);
      }
    }),
  ));

it('DU-05: the same facts get the same answer, whatever the channel, the actor, the role, the employer and the site', () =>
  fc.assert(
    fc.property(stories, commands, actors, actors, (story, command, phoneAgent, clerk) => {
      const { state } = run(story);
      expect(decide(by(command, clerk), state, policy)).toStrictEqual(decide(by(command, phoneAgent), state, policy));
      expect(run(story.map((each) => by(each, clerk)))).toStrictEqual(run(story));
    }),
  ));

it('DU-03, DU-10: no lock is removed without a matched proof and the consent before it', () => {
  let removals = 0;
  fc.assert(
    fc.property(stories, (story) => {
      const types = run([...story, consent, remove()]).history.map(({ type }) => type);
      if (!types.includes('ActivationLockRemoved')) return;
      removals += 1;
      expect(types.indexOf('ProofMatched')).toBeGreaterThan(types.indexOf('ProofOfPurchaseRequired'));
      expect(types.indexOf('ErasureConsented')).toBeGreaterThan(types.indexOf('ProofMatched'));
      expect(types.indexOf('ActivationLockRemoved')).toBe(types.length - 1);
    }),
    { numRuns: 500 },
  );
  expect(removals).toBeGreaterThan(0);
});

const judgements = (submission: SubmitProof) => {
  const { state } = run([request(), answer('unknown')]);
  return eventsOf(submission, state);
};

it('DU-06: every proof that is compared has a result for every field', () =>
  fc.assert(
    fc.property(receipts, records, (proof, record) => {
      for (const { type, data } of judgements(submit(proof, record))) {
        const compared = type === 'PurchaseRecordMissing' ? data.matches : 'fields' in data ? [data.fields] : [];
        for (const fields of compared) expect(fields.map(({ field }) => field)).toStrictEqual([...PROOF_FIELDS]);
        expect(compared).toHaveLength(record.value === null ? 0 : record.value.status === 'recorded' ? 1 : 2);
      }
    }),
  ));

it('DU-07: without a record, or with records that contradict, the answer is never yes and never no', () =>
  fc.assert(
    fc.property(receipts, records, (proof, record) => {
      const isClear = record.value?.status === 'recorded';
      expect(judgements(submit(proof, record)).every(({ type }) => type === 'PurchaseRecordMissing')).toBe(!isClear);
    }),
  ));

it('a command that was accepted changes nothing when it comes again; a refused proof is refused again', () =>
  fc.assert(
    fc.property(stories, commands, (story, command) => {
      const { state } = run(story);
      const events = eventsOf(command, state);
      const isRefused = events.some(({ type }) => type === 'ProofRefused');
      const again = decide(command, events.reduce(evolve, state), policy);
      if (events.length > 0) expect(again).toStrictEqual(isRefused && command.type === 'SubmitProof' ? events : []);
    }),
  ));
