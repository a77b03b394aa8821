import { memoryStore, weakDigest } from '@tierline/kernel/testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { explainActivationLockRequest, type ActivationLockCounterfactual } from './activation-lock-explanation.js';
import type { ActivationLockRequestCommand } from './activation-lock-request.commands.js';
import { activationLockRequestDecider } from './activation-lock-request.decider.js';
import type {
  ActivationLockRequest,
  ActivationLockRequestEvent,
  PurchaseProof,
} from './activation-lock-request.events.js';
import {
  answer,
  asked,
  consent,
  consented,
  licence,
  matched,
  noRecord,
  receipt,
  remove,
  removed,
  request,
  requested,
  required,
  submit,
} from './testing/activation-lock.js';
import { otherPhone, policy } from './testing/fixtures.js';
import { record } from './testing/record.js';
import type { LocalDate, ReceiptToken } from './values.js';

const { decide, evolve, initial } = activationLockRequestDecider;
const history = (...commands: ActivationLockRequestCommand[]) =>
  record({ store: memoryStore(), digest: weakDigest }, activationLockRequestDecider, commands);
const lastOf = async (...commands: ActivationLockRequestCommand[]) =>
  explainActivationLockRequest(await history(...commands)).at(-1);
const stateAfter = (...commands: ActivationLockRequestCommand[]) =>
  commands.reduce<ActivationLockRequest>((state, command) => {
    const decision = decide(command, state, policy);
    return 'rejected' in decision ? state : decision.reduce(evolve, state);
  }, initial);
const isYes = (command: ActivationLockRequestCommand, state: ActivationLockRequest) => {
  const decision = decide(command, state, policy);
  return (
    !('rejected' in decision) &&
    decision.length > 0 &&
    decision.every(({ type }) => type !== 'ProofRefused' && type !== 'PurchaseRecordMissing')
  );
};

describe('what would have had to be different', () => {
  it('DU-03: of any refused receipt, makes it match, and nothing less does', async () => {
    const proofs: fc.Arbitrary<PurchaseProof> = fc.record({
      kind: fc.constant('purchase' as const),
      device: fc.constantFrom(receipt.device, otherPhone),
      purchasedOn: fc.constantFrom('2025-12-20', '2025-11-01', '2026-02-27').map((day) => day as LocalDate),
      seller: fc.constantFrom(receipt.seller, 'Kiosk'),
      price: fc.record({ amountMinor: fc.integer({ min: 0, max: 200_000 }), currency: fc.constantFrom('USD', 'CAD') }),
      receiptNumber: fc.constantFrom('receipt-1', 'receipt-9').map((token) => token as ReceiptToken),
    });
    const state = stateAfter(request(), answer('unknown'));
    await fc.assert(
      fc.asyncProperty(proofs, async (proof) => {
        const [why] = (await lastOf(request(), answer('unknown'), submit(proof)))?.counterfactuals ?? [];
        if (why?.kind !== 'proof') {
          expect(isYes(submit(proof), state)).toBe(true);
          return;
        }
        const changed = (changes: typeof why.changes): PurchaseProof => ({
          ...proof,
          ...Object.fromEntries(changes.map(({ field, to }) => [field, to])),
        });
        expect(isYes(submit(changed(why.changes)), state)).toBe(true);
        for (const one of why.changes)
          expect(isYes(submit(changed(why.changes.filter((each) => each !== one))), state)).toBe(false);
      }),
    );
  });

  it('DU-03: of a price or a day, is the nearest that is accepted', async () => {
    const proof = {
      ...receipt,
      price: { amountMinor: 120_000, currency: 'USD' },
      purchasedOn: '2025-12-01' as LocalDate,
    };
    expect((await lastOf(request(), answer('unknown'), submit(proof)))?.counterfactuals).toMatchObject([
      {
        changes: [
          { field: 'purchasedOn', to: '2025-12-19' },
          { field: 'price', to: { amountMinor: 100_899, currency: 'USD' } },
        ],
      },
    ]);
  });

  it('DU-04: of a licence, is that it were a receipt', async () => {
    expect((await lastOf(request(), answer('unknown'), submit(licence)))?.counterfactuals).toStrictEqual([
      { kind: 'proof-kind', to: 'purchase' },
    ]);
    expect(isYes(submit(receipt), stateAfter(request(), answer('unknown')))).toBe(true);
  });

  it('DU-07: of a pending receipt, is that the maker had one record', async () => {
    expect((await lastOf(request(), answer('unknown'), submit(receipt, noRecord)))?.counterfactuals).toStrictEqual([
      { kind: 'record', to: 'recorded' },
    ]);
    expect(isYes(submit(receipt), stateAfter(request(), answer('unknown')))).toBe(true);
  });

  const story: Partial<Record<ActivationLockRequestEvent['type'], readonly ActivationLockRequestEvent[]>> = {
    ActivationUnlockRequested: [requested, asked],
    ProofOfPurchaseRequired: [required],
    ProofMatched: [matched],
    ErasureConsented: [consented],
    ActivationLockRemoved: [removed],
  };
  it.each<[string, ActivationLockRequestCommand[], ActivationLockRequestCommand]>([
    ['a receipt before the credentials', [request()], submit(receipt)],
    ['a consent before the proof', [request(), answer('unknown')], consent],
    ['a removal before everything', [request()], remove],
    ['a removal while the proof is pending', [request(), answer('unknown'), submit(receipt, noRecord)], remove],
    ['a removal before the consent', [request(), answer('unknown'), submit(receipt)], remove],
  ])('of %s, is what would have had to happen before, and all of it', async (_, before, refused) => {
    const [why] = (await lastOf(...before, refused))?.counterfactuals ?? [];
    if (why?.kind !== 'before') throw new Error(`unexpected ${JSON.stringify(why)}`);
    const happened = (events: typeof why.events) =>
      events.flatMap((type) => story[type] ?? []).reduce(evolve, stateAfter(...before));
    expect(isYes(refused, happened(why.events))).toBe(true);
    expect(isYes(refused, happened(why.events.slice(0, -1)))).toBe(false);
  });

  it.each<[ActivationLockRequestCommand[], ActivationLockCounterfactual]>([
    [[request(), answer('known'), consent], { kind: 'without', event: 'SelfServiceAdvised' }],
    [
      [request(), answer('unknown'), submit(receipt), consent, remove, submit(receipt)],
      { kind: 'without', event: 'ActivationLockRemoved' },
    ],
    [[request(), request({ device: otherPhone })], { kind: 'another-request-id' }],
  ])('of a command that comes too late or under a wrong id, is said as well', async (commands, why) =>
    expect((await lastOf(...commands))?.counterfactuals).toStrictEqual([why]),
  );
});
