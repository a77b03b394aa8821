import { describe, expect, it } from '@jest/globals';
import type { Recorded, Seen } from '../story.js';
import { accountOf, isWhole, type Evidence } from './account.js';

const event = (revision: number, command: string, type = 'Opened'): Recorded => ({
  ...{ id: `event-${String(revision)}`, type, revision, correlationId: command, data: {} },
});
const outcome = (revision: number, command: string): Seen => ({
  ...{ topic: 'outcomes', id: `outcome-${command}`, type: 'Outcome', subject: 's', revision, correlationId: command },
  data: {},
});
const published = (revision: number, command: string): Seen => ({
  ...{ topic: 'events', id: `event-${String(revision)}`, type: 'Opened', subject: 's', revision, data: {} },
  correlationId: command,
});
const whole: Evidence = {
  sent: [
    { correlationId: 'a', subject: 's' },
    { correlationId: 'b', subject: 's' },
  ],
  histories: new Map([['s', [event(0, 'a'), event(1, 'a', 'Private'), event(2, 'b')]]]),
  outcomes: [outcome(1, 'a'), outcome(2, 'b')],
  events: [published(0, 'a'), published(2, 'b')],
  isPublished: (type) => type === 'Opened',
};

describe('the account of a burst', () => {
  it('is whole when every command has its append, its outcome and its events, once and in order', () => {
    const account = accountOf(whole);
    expect(account).toMatchObject({ sent: 2, appends: 2, outcomes: 2, events: 2 });
    expect(isWhole(account)).toBe(true);
  });

  it('counts nothing that others sent', () => {
    const others = { ...outcome(0, 'z'), subject: 'other' };
    expect(accountOf({ ...whole, outcomes: [...whole.outcomes, others] }).outcomes).toBe(2);
  });

  it.each<readonly [what: string, kind: 'lost' | 'doubled' | 'reordered', evidence: Partial<Evidence>]>([
    ['a command without an append', 'lost', { histories: new Map([['s', [event(0, 'a'), event(1, 'a', 'Private')]]]) }],
    ['a command without an outcome', 'lost', { outcomes: [outcome(1, 'a')] }],
    ['a stored event that nobody was told of', 'lost', { events: [published(0, 'a')] }],
    [
      'a command that was executed twice',
      'doubled',
      { histories: new Map([['s', [event(0, 'a'), event(1, 'b'), event(2, 'a')]]]) },
    ],
    ['an outcome that was told twice', 'doubled', { outcomes: [...whole.outcomes, outcome(2, 'b')] }],
    ['an event that was published twice', 'doubled', { events: [...whole.events, published(2, 'b')] }],
    [
      'commands that were executed in another order',
      'reordered',
      { histories: new Map([['s', [event(0, 'b'), event(1, 'a')]]]) },
    ],
    ['outcomes in another order', 'reordered', { outcomes: whole.outcomes.toReversed() }],
    ['events in another order', 'reordered', { events: whole.events.toReversed() }],
  ])('finds %s', (_, kind, evidence) => {
    const account = accountOf({ ...whole, ...evidence });
    expect(account[kind]).not.toEqual([]);
    expect(isWhole(account)).toBe(false);
  });
});
