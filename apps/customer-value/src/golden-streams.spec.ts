import { describe, expect, it } from '@jest/globals';
import { CUSTOMER_VALUE_EVENTS, customerValueRegistry } from '@tierline/customer-value';
import { knownEvents, replayStream, verifyStream } from '@tierline/kernel';
import { digest } from '@tierline/platform';
import { asStored } from '@tierline/platform/testing';
import { golden } from './testing/golden-streams.js';
import { policies } from './testing/policies.js';

const { deciderOf, recordAgain } = golden;
const streams = golden.streams();
const bytes = (value: unknown) => JSON.stringify(value);

describe.each(streams)('the stream $file of release $release', ({ events }) => {
  it('is still known: every type, all data and the policy', () => {
    for (const event of asStored(events))
      expect(() => knownEvents(customerValueRegistry, policies)(event)).not.toThrow();
  });

  it('verifies', () => expect(verifyStream(digest, asStored(events))).toBeUndefined());

  it('is decided again as it was decided, under the policy that it is pinned to', () => {
    expect(replayStream(deciderOf(events), policies, asStored(events))).toMatchObject({
      fault: undefined,
      commands: events.filter(({ metadata }) => metadata.command).length,
    });
  });

  it('is recorded again in the same bytes, ids and hashes', async () => {
    expect((await recordAgain(events)).map(bytes)).toEqual(events.map(bytes));
  });
});

describe('the golden streams', () => {
  const typesOf = (number: string) =>
    new Set(streams.flatMap(({ release, events }) => (release === number ? events.map(({ type }) => type) : [])));

  it('show every event of release 0.1.0, and every way in which a command ends', () => {
    const endings = ['CommandRefused', 'CommandHadNoEffect', 'SubjectForgotten', 'ValueDisclosed'];
    expect([...typesOf('0.1.0')].sort()).toEqual([...Object.keys(CUSTOMER_VALUE_EVENTS), ...endings].sort());
  });

  it('are told by names that are those of their streams', () => {
    for (const { file, events } of streams)
      expect(new Set(events.map((each) => `${each.stream}.json`))).toEqual(new Set([file]));
  });
});

describe('a decider that has changed', () => {
  const asking = streams.find(({ file }) => file.endsWith('.customer-asking.json'))?.events ?? [];
  const decider = deciderOf(asking);

  it.each(['RecordBillPaid', 'DecideConcession', 'AcceptOffer'])('in what it does of %s is found out', async (type) => {
    const decide: typeof decider.decide = (command, state, policy) =>
      command.type === type ? [] : decider.decide(command, state, policy);
    expect(replayStream({ ...decider, decide }, policies, asStored(asking)).fault).toBeDefined();
    expect((await recordAgain(asking, { ...decider, decide })).map(bytes)).not.toEqual(asking.map(bytes));
  });

  it('CV-11: is found out when only a number of the policy has', () => {
    const active = policies.activeAt(asStored(asking)[0]?.metadata.command?.at ?? ('' as never));
    const concessions = { ...active.values.concessions, feeOwedPerMille: 0, leastMinor: 1_000_000 };
    const other = { ...active, values: { ...active.values, concessions } };
    const book = { activeAt: () => other, pinned: () => other };
    expect(replayStream(decider, book, asStored(asking)).fault).toMatchObject({ command: 'DecideConcession' });
  });
});
