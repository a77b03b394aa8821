import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { deviceUnlockRegistry, type DeviceUnlockPolicyValues } from '@tierline/device-unlock';
import { knownEvents, replayStream, verifyStream, type Command } from '@tierline/kernel';
import { digest } from '@tierline/platform';
import { asStored, type AnyDecider, type GoldenStream } from '@tierline/platform/testing';
import { golden, policies } from './testing/golden-streams.js';

const { deciderOf, recordAgain } = golden;
const streams = golden.streams();
type Decider = AnyDecider<DeviceUnlockPolicyValues>;
const bytes = (value: unknown) => JSON.stringify(value);

/** What the first release has stored; none of it may ever be missing. */
const FIRST_RELEASE = [
  'AccountCredentialsAsked',
  'ActivationLockRemoved',
  'ActivationUnlockRequested',
  'CommandHadNoEffect',
  'CommandRefused',
  'ErasureConsented',
  'ProofMatched',
  'ProofOfPurchaseRequired',
  'ProofRefused',
  'PurchaseRecordContradicted',
  'PurchaseRecordMissing',
  'PurchaseRecorded',
  'SelfServiceAdvised',
  'SubjectForgotten',
  'ValueDisclosed',
];

/** What the release after it stores besides, now that devices, carriers, retailers and registers have streams. */
const SECOND_RELEASE = [
  'AccountStandingReported',
  'ActivationUnlockDenied',
  'CarrierUnlockCompleted',
  'CarrierUnlockDenied',
  'CarrierUnlockGranted',
  'CarrierUnlockRequested',
  'CarrierUnlockRevoked',
  'CodeAcknowledged',
  'CodeShown',
  'CustomerStandingAwaited',
  'CustomerStandingReported',
  'DeadlineMissed',
  'DeviceStatusReported',
  'PurchaseRecordAwaited',
  'RetailerAnswered',
  'RetailerAsked',
  'RetailerContradictedItself',
  'RetailerDeadlineMissed',
  'SellerFlagged',
  'SellerStandingReported',
  'TradeInLinked',
  'TradeInTold',
  'UnlockBeyondRevocation',
  'UnlockIssued',
  'UnlockReservationReleased',
  'UnlockReserved',
  'UnlockRevoked',
];

const stream = (name: string): GoldenStream => {
  const found = streams.find(({ file }) => file === `${name}.json`);
  if (!found) throw new Error(`there is no golden stream ${name}`);
  return found;
};

describe.each(streams)('the stream $file of release $release', ({ events }) => {
  it('is still known: every type, all data and the policy', () => {
    for (const event of asStored(events))
      expect(() => knownEvents(deviceUnlockRegistry, policies)(event)).not.toThrow();
  });

  it('verifies', () => expect(verifyStream(digest, asStored(events))).toBeUndefined());

  it('is decided again as it was decided, under the policy that it is pinned to', () => {
    const replay = replayStream(deciderOf(events), policies, asStored(events));
    expect(replay).toMatchObject({
      fault: undefined,
      commands: events.filter(({ metadata }) => metadata.command).length,
    });
  });

  it('is recorded again in the same bytes, ids and hashes', async () => {
    expect((await recordAgain(events)).map(bytes)).toEqual(events.map(bytes));
  });
});

describe('the golden streams', () => {
  it.each([
    ['0.0.0', FIRST_RELEASE],
    ['0.1.0', [...FIRST_RELEASE, ...SECOND_RELEASE].sort()],
  ])('show every event of release %s, and every way in which a command ends', (number, expected) => {
    const types = streams
      .filter(({ release }) => release === number)
      .flatMap(({ events }) => events.map(({ type }) => type));
    expect([...new Set(types)].sort()).toEqual(expected);
  });

  it('are told by names that are those of their streams', () => {
    for (const { file, events } of streams)
      expect(new Set(events.map((each) => `${each.stream}.json`))).toEqual(new Set([file]));
  });
});

it('the decision record on what stands beside an event shows one of them as it is', () => {
  const record = readFileSync(
    new URL('../../../docs/adr/0012-what-stands-beside-an-event.md', import.meta.url),
    'utf8',
  );
  const shown = /```json\n(.*?)```/s.exec(record)?.[1] ?? 'null';
  const { events } = stream('device_unlock.activation_lock_request-unlocked');
  const told = events.map(({ id, type, data, metadata }) => bytes({ id, type, data, metadata }));
  expect(told).toContain(bytes(JSON.parse(shown)));
});

describe('a decider that has changed', () => {
  const { events } = stream('device_unlock.activation_lock_request-unlocked');
  const decider = deciderOf(events);
  /** The decider of today, but for one command. */
  const but = (type: string, decide: Decider['decide']): Decider => ({
    ...decider,
    decide: (command, state, policy) => (command.type === type ? decide : decider.decide)(command, state, policy),
  });
  const of = ({ data, at }: Command) => ({ ...data, at });

  it.each<[string, Decider]>([
    [
      'accepts what was refused',
      but('RemoveActivationLock', (each) => [{ type: 'ActivationLockRemoved', data: of(each) }]),
    ],
    ['does nothing where something was done', but('ConsentToErasure', () => [])],
    [
      'tells more than it told',
      but('AnswerCredentials', (each, state, policy) => {
        const decided = decider.decide(each, state, policy);
        return 'rejected' in decided
          ? decided
          : decided.map(({ type, data }) => ({ type, data: { ...data, hint: 1 } }));
      }),
    ],
    [
      'forgets what happened',
      {
        ...decider,
        evolve: (state, event) => (event.type === 'ErasureConsented' ? state : decider.evolve(state, event)),
      },
    ],
  ])('and %s is found out by the replay', (_, changed) => {
    expect(replayStream(changed, policies, asStored(events)).fault).toBeDefined();
  });

  it('is found out by the bytes that it records', async () => {
    const changed = but('ConsentToErasure', () => []);
    expect((await recordAgain(events, changed)).map(bytes)).not.toEqual(events.map(bytes));
  });

  it('is found out when only a number of the policy has changed', () => {
    const [event] = asStored(events);
    if (!event) throw new Error('the stream is empty');
    const { values, ...active } = policies.activeAt(event.metadata.command?.at ?? ('' as never));
    const strict = {
      ...active,
      values: { ...values, proofMatch: { ...values.proofMatch, priceToleranceMinor: 0, priceTolerancePerMille: 0 } },
    };
    const book = { activeAt: () => strict, pinned: () => strict };
    expect(replayStream(decider, book, asStored(events)).fault).toMatchObject({ command: 'SubmitProof' });
    expect(() => policies.pinned({ ...event.metadata.policy, hash: digest.hash(strict) })).toThrow(
      'is not part of this build',
    );
  });
});
