import { recordCommands } from '@tierline/kernel/testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ActivationLockCounterfactual } from './activation-lock-counterfactuals.js';
import { explainActivationLockRequest } from './activation-lock-explanation.js';
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
  deny,
  licence,
  matched,
  noRecord,
  receipt,
  reconsider,
  remove,
  removed,
  request,
  requested,
  required,
  retailerSays,
  submit,
} from './testing/activation-lock.js';
import { activationHolder, dansHolder } from './testing/devices.js';
import { otherPhone, policy, purchase } from './testing/fixtures.js';
import type { LocalDate, ReceiptToken } from './values.js';

const { decide, evolve, initial } = activationLockRequestDecider;
const history = (...commands: ActivationLockRequestCommand[]) =>
  recordCommands(activationLockRequestDecider, policy, commands);
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
    ['a removal before everything', [request()], remove()],
    ['a removal while the proof is pending', [request(), answer('unknown'), submit(receipt, noRecord)], remove()],
    ['a removal before the consent', [request(), answer('unknown'), submit(receipt)], remove()],
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
      [request(), answer('unknown'), submit(receipt), consent, remove(), submit(receipt)],
      { kind: 'without', event: 'ActivationLockRemoved' },
    ],
    [[request(), request({ device: otherPhone })], { kind: 'another-request-id' }],
  ])('of a command that comes too late or under a wrong id, is said as well', async (commands, why) =>
    expect((await lastOf(...commands))?.counterfactuals).toStrictEqual([why]),
  );

  const pending = [request(), answer('unknown'), submit(receipt, noRecord)];
  const ready = [request(), answer('unknown'), submit(receipt), consent];
  const mine = { status: 'reserved', holder: activationHolder } as const;

  it('DU-07: of a sale that the retailer denies, is that it confirmed it', async () => {
    const denied = reconsider({ enquiry: retailerSays({ kind: 'not-sold' }) });
    expect((await lastOf(...pending, denied))?.counterfactuals).toStrictEqual([{ kind: 'retailer', to: 'sold' }]);
    expect(isYes(reconsider({ enquiry: retailerSays({ kind: 'sold', purchase }) }), stateAfter(...pending))).toBe(true);
  });

  it('DU-07: of a receipt that differs from what the retailer told, is what the retailer told', async () => {
    const told = { ...purchase, receiptNumber: 'receipt-7' as ReceiptToken };
    const differing = reconsider({ enquiry: retailerSays({ kind: 'sold', purchase: told }) });
    expect((await lastOf(...pending, differing))?.counterfactuals).toStrictEqual([
      { kind: 'proof', changes: [{ field: 'receiptNumber', from: 'receipt-1', to: 'receipt-7' }] },
    ]);
    const changed = submit({ ...receipt, receiptNumber: told.receiptNumber }, noRecord);
    expect(isYes(differing, stateAfter(...pending.slice(0, 2), changed))).toBe(true);
  });

  it.each<[string, ActivationLockRequestCommand[], ActivationLockCounterfactual, ActivationLockRequestCommand]>([
    [
      'DU-09',
      [...ready, remove({ unlock: mine, blockedBy: ['stolen'] })],
      { kind: 'device-clear', of: ['stolen'] },
      remove(),
    ],
    ['DU-13', [...ready, remove({ unlock: mine })], { kind: 'device', to: 'issued' }, remove()],
    [
      'DU-09',
      [...ready, deny({ unlock: mine, blockedBy: ['lost'] })],
      { kind: 'device-clear', of: ['lost'] },
      remove(),
    ],
    [
      'DU-13',
      [...ready, deny({ unlock: { status: 'reserved', holder: dansHolder } })],
      { kind: 'device', to: 'free' },
      remove(),
    ],
    [
      'DU-09',
      [...ready, deny({ unlock: mine })],
      { kind: 'device', to: 'refused' },
      deny({ unlock: mine, blockedBy: ['lost'] }),
    ],
  ])('%s: of what the device decided, is what it would have had to say', async (_, commands, why, otherwise) => {
    expect((await lastOf(...commands))?.counterfactuals).toStrictEqual([why]);
    expect(isYes(otherwise, stateAfter(...commands.slice(0, -1)))).toBe(true);
  });
});
