import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { customerValueTopics } from '@tierline/contracts';
import type { FoundRecord, History } from '../history.js';
import { heardBackwards, soundReaction, unheard } from '../testing/sound-reaction.js';
import { check } from './check.js';

const sound = soundReaction();
const { events, context } = customerValueTopics;
const kindsIn = (history: History) => check(history).map(({ kind }) => kind);
const withEvent = (change: Partial<FoundRecord>) => ({
  ...sound,
  records: [
    ...sound.records,
    { ...sound.records.find(({ topic }) => topic === events.topic), ...change } as FoundRecord,
  ],
});

describe('of what one service hears of another, the checker', () => {
  it('finds nothing when each was heard once and in order', () => {
    expect(check(sound)).toEqual([]);
  });

  it('finds what was published and not heard', () => {
    expect(kindsIn(unheard(sound))).toEqual(expect.arrayContaining(['heard-event-lost', 'heard-event-lost']));
  });

  it('asks for nothing of a service that did not run', () => {
    expect(check(unheard(sound), [context]).map(({ kind }) => kind)).not.toContain('heard-event-lost');
  });

  it('finds what was heard in another order than it was published in', () => {
    expect(kindsIn(heardBackwards(sound))).toContain('heard-events-reordered');
  });

  it('finds what was heard twice', () => {
    const twice = sound.events.filter(({ type }) => type === 'CustomerStandingReported').slice(0, 1);
    const history = { ...sound, events: [...sound.events, ...twice.map((each) => ({ ...each, revision: 2 }))] };
    expect(kindsIn(history)).toContain('effect-doubled');
  });

  it('finds what was heard and never published', () => {
    const { records, ...rest } = sound;
    const kinds = kindsIn({ ...rest, records: records.filter(({ topic }) => topic !== events.topic) });
    expect(kinds).toEqual(expect.arrayContaining(['event-unpublished', 'effect-without-command']));
  });

  it('asks for nothing of an event that is none of its business', () => {
    const headers = { ce_id: 'another', ce_source: '/x', ce_type: `tierline.${context}.ConcessionDecided.v1` };
    expect(kindsIn(withEvent({ offset: 9, headers }))).toEqual(['published-without-event']);
  });

  it('asks for nothing of an aborted publication that nobody sees', () => {
    expect(check(withEvent({ offset: 9, transaction: 'aborted', isSeen: false }))).toEqual([]);
  });
});
