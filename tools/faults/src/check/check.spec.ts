import { describe, expect, it } from '@jest/globals';
import { deviceUnlockTopics } from '@tierline/contracts';
import 'reflect-metadata';
import type { FoundEvent, FoundRecord, History, SentCommand } from '../history.js';
import { soundHistory } from '../testing/sound-history.js';
import { heardBackwards, soundReaction, unheard } from '../testing/sound-reaction.js';
import { check } from './check.js';
import { isSettlement } from './put-aside.js';
import { violationKinds, type ViolationKind } from './violation.js';

const sound = soundHistory();
const { events, outcomes, deadLetters, parked } = deviceUnlockTopics;
const { internal } = deviceUnlockTopics.ingress;

const withCommands = (change: (commands: readonly SentCommand[]) => readonly SentCommand[]): History => {
  return { ...sound, commands: change(sound.commands) };
};
const withEvents = (change: (all: readonly FoundEvent[]) => readonly FoundEvent[]): History => {
  return { ...sound, events: change(sound.events) };
};
const withRecords = (change: (records: readonly FoundRecord[]) => readonly FoundRecord[]): History => {
  return { ...sound, records: change(sound.records) };
};
const without = (topic: string) => withRecords((all) => all.filter((each) => each !== firstOf(topic)));
const again = (topic: string) =>
  withRecords((all) => [
    ...all,
    ...all.filter((each) => each === firstOf(topic)).map((each) => ({ ...each, offset: 99 })),
  ]);
const changed = (topic: string, change: Partial<FoundRecord>) =>
  withRecords((all) => all.map((each) => (each === firstOf(topic) ? { ...each, ...change } : each)));
const firstOf = (topic: string) => sound.records.find((each) => each.topic === topic);
const foreign = (topic: string) =>
  withRecords((all) => [
    ...all,
    { ...must(firstOf(topic)), offset: 99, headers: { ce_id: 'nobody' }, data: { commandId: 'nobody' } },
  ]);
/** The first record of a topic lies behind one that came later; both have one key. */
const swapped = (topic: string) =>
  withRecords((all) =>
    all
      .filter((each) => each.topic !== topic)
      .concat(
        all.filter((each) => each.topic === topic).map((each) => ({ ...each, key: 'k', offset: 9 - each.offset })),
      ),
  );

/** As it was before the redrive, and of commands that are named, their appends. */
function beforeRedrive(...decided: readonly string[]): History {
  const redriven = ['fails', 'follows'].filter((id) => !decided.includes(id));
  return {
    commands: sound.commands,
    events: sound.events.filter(({ metadata }) => !redriven.includes(metadata.$causationId)),
    records: sound.records.filter(
      ({ headers, isTombstone, data }) =>
        !isTombstone && !isSettlement(headers) && !redriven.includes(String(data?.['commandId'])),
    ),
  };
}

function must<Item>(item: Item | undefined): Item {
  if (item === undefined) throw new Error('the sound history has no such thing');
  return item;
}

/** What is planted, for each kind of violation that there is. */
const planted: Readonly<Record<ViolationKind, () => History>> = {
  'command-lost': () =>
    withCommands((all) => [...all, { ...must(all[0]), id: 'never-decided', sequence: 9, lane: 'another' }]),
  'event-unpublished': () => without(events.topic),
  'outcome-missing': () => without(outcomes.topic),
  'follow-up-missing': () => without(internal.topic),
  'dead-letter-missing': () => without(deadLetters.topic),
  'parked-command-vanished': () => withRecords((all) => all.filter(({ headers }) => !isSettlement(headers))),
  'committed-record-hidden': () => changed(events.topic, { isSeen: false }),
  'effect-doubled': () => withEvents((all) => [...all, { ...must(all[0]), revision: 4 }]),
  'event-published-twice': () => again(events.topic),
  'outcome-published-twice': () => again(outcomes.topic),
  'follow-up-published-twice': () => again(internal.topic),
  'effects-reordered': () =>
    withCommands((all) => all.map((each) => (each.id === 'opens' ? { ...each, sequence: 8 } : each))),
  'parked-command-overtaken': () => beforeRedrive('follows'),
  'events-reordered': () => swapped(events.topic),
  'outcomes-reordered': () => swapped(outcomes.topic),
  'follow-ups-reordered': () => {
    const second = { ...must(firstOf(internal.topic)), offset: 0, headers: { ce_id: must(sound.events[4]).id } };
    return {
      ...withRecords((all) => [
        ...all.map((each) => (each.topic === internal.topic ? { ...each, offset: 1 } : each)),
        second,
      ]),
      events: sound.events.map((each, index) => (index === 4 ? { ...each, type: 'RetailerAnswered' } : each)),
    };
  },
  'heard-event-lost': () => unheard(soundReaction()),
  'heard-events-reordered': () => heardBackwards(soundReaction()),
  'effect-without-command': () => withCommands((all) => all.filter(({ id }) => id !== 'answers')),
  'published-without-event': () => foreign(events.topic),
  'outcome-without-event': () => foreign(outcomes.topic),
  'outcome-contradicted': () =>
    changed(outcomes.topic, { data: { ...must(firstOf(outcomes.topic)).data, outcome: 'refused' } }),
  'follow-up-without-event': () => foreign(internal.topic),
  'aborted-record-read': () => changed(events.topic, { transaction: 'aborted' }),
  'answer-contradicted': () =>
    withCommands((all) =>
      all.map((each) => (each.answer ? { ...each, answer: { ...each.answer, outcome: 'accepted' } } : each)),
    ),
  'chain-broken': () =>
    withEvents((all) => all.map((each, index) => (index === 1 ? { ...each, data: { credentials: 'known' } } : each))),
  'put-aside-wrongly': () => withCommands((all) => all.filter(({ id }) => id !== 'poison')),
  'parked-wrongly': () => withCommands((all) => all.map((each) => ({ ...each, mayBeParked: false }))),
};

const kindsIn = (history: History) => check(history).map(({ kind }) => kind);

describe('the checker', () => {
  it('finds nothing in a history in which all is as it must be', () => {
    expect(check(sound)).toEqual([]);
  });

  it.each(Object.keys(violationKinds) as ViolationKind[])('finds a planted %s', (kind) => {
    expect(kindsIn(planted[kind]())).toContain(kind);
  });

  it('follows the chain of a stream that began in an earlier round, and finds what was altered there', () => {
    const [first, ...later] = sound.events;
    const goesOn = { ...sound, events: later, earlier: [must(first)] };
    const chains = (history: History) => kindsIn(history).filter((kind) => kind === 'chain-broken');
    expect(chains(goesOn)).toEqual([]);
    expect(chains({ ...goesOn, earlier: [{ ...must(first), data: {} }] })).toEqual(['chain-broken']);
    expect(chains({ ...goesOn, earlier: [] })).toEqual(['chain-broken']);
  });

  it('finds a count that no request has led to', () => {
    const { commands } = sound;
    const uncalled = check({ ...sound, commands: commands.filter(({ id }) => id !== 'opens') });
    expect(uncalled.map(({ text }) => text)).toContainEqual(expect.stringContaining('nobody sent the CountRequest'));
  });

  it('does not take a command that nobody acknowledged for lost', () => {
    const unheard = (each: SentCommand) => ({ ...each, id: 'unheard', sequence: 9, lane: 'x', isAcknowledged: false });
    expect(check(withCommands((all) => [...all, unheard(must(all[0]))]))).toEqual([]);
  });

  it('takes an aborted record that nobody sees for no publication', () => {
    const copy = { ...must(firstOf(events.topic)), offset: 98, transaction: 'aborted', isSeen: false } as const;
    expect(check(withRecords((all) => [...all, copy]))).toEqual([]);
  });

  it('does not let a record of an open transaction be seen', () => {
    expect(kindsIn(changed(events.topic, { transaction: 'open' }))).toEqual(['aborted-record-read']);
  });

  it('finds a follow-up that was published and never done', () => {
    const undone = { ...must(firstOf(internal.topic)), offset: 7, headers: { ce_id: must(sound.events[1]).id } };
    expect(kindsIn(withRecords((all) => [...all, undone]))).toEqual(['command-lost']);
  });
});

describe('of a key that is parked, the checker', () => {
  it('takes nothing for lost before it is redriven', () => {
    expect(check(beforeRedrive())).toEqual([]);
  });

  it('takes what was parked and is found nowhere for lost', () => {
    const { records, ...rest } = beforeRedrive();
    const kinds = kindsIn({ ...rest, records: records.filter(({ topic }) => topic !== parked.topic) });
    expect(kinds).toEqual(['command-lost', 'command-lost']);
  });

  it('takes what is parked again after its removal for lost: a tombstone is for good', () => {
    const { records, ...rest } = beforeRedrive();
    const removals = sound.records.filter(({ isTombstone }) => isTombstone);
    expect(kindsIn({ ...rest, records: [...removals, ...records] })).toContain('command-lost');
  });

  it('finds a command that a redrive executed twice', () => {
    const first = must(sound.events.find(({ metadata }) => metadata.$causationId === 'fails'));
    expect(kindsIn(withEvents((all) => [...all, { ...first, revision: 2 }]))).toContain('effect-doubled');
  });

  it('finds a follower that was redriven before it', () => {
    const swap = (each: SentCommand) => (each.id === 'fails' ? { ...each, sequence: 9 } : each);
    expect(kindsIn(withCommands((all) => all.map(swap)))).toEqual(['effects-reordered']);
  });
});
