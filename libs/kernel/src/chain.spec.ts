import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { verifyStream } from './chain.js';
import type { EventMetadata } from './event-metadata.js';
import { noHistory } from './history.js';
import { streamName, type CommandId } from './ids.js';
import type { StoredEvent } from './ports.js';
import { commandDigest, recordAppend } from './record.js';
import { someCircumstances, weakDigest } from './testing/index.js';

type Stored = StoredEvent<EventMetadata>;

const stream = streamName('spec.counter', 'c1');
const policy = { name: 'counting', version: 1, hash: 'h' };

/** A stream of five events, written one append each. */
const genuine = Array.from({ length: 5 }).reduce<Stored[]>((events) => {
  const revision = events.length;
  const history = { ...noHistory(0), revision: revision - 1, hash: events.at(-1)?.metadata.chain.hash ?? null };
  const command = {
    ...someCircumstances,
    id: `c${String(revision)}` as CommandId,
    type: 'Count',
    data: { to: revision },
    facts: {},
  };
  const decided = { events: [{ type: 'Counted', data: { to: revision } }], policy, build: 'b' };
  const content = commandDigest(weakDigest, command);
  const [event] = recordAppend(weakDigest, stream, history, command, content, decided, { correlationId: 'case' });
  if (!event) throw new Error('nothing was recorded');
  return [...events, { ...event, stream, revision, position: { commit: 0n, prepare: 0n } }];
}, []);

const renumbered = (events: readonly Stored[]) => events.map((event, revision) => ({ ...event, revision }));
const at = (index: number): Stored => {
  const event = genuine[index];
  if (!event) throw new Error(`there is no event ${String(index)}`);
  return event;
};

describe('the chain of a stream', () => {
  it('holds as it was written, whole and up to any event', () => {
    for (let length = 0; length <= genuine.length; length += 1) {
      expect(verifyStream(weakDigest, genuine.slice(0, length))).toBeUndefined();
    }
  });

  it('names an event whose data was altered', () => {
    const events = genuine.with(2, { ...at(2), data: { to: 99 } });
    expect(verifyStream(weakDigest, events)).toMatchObject({ fault: 'altered', revision: 2, eventId: at(2).id });
  });

  it.each([
    ['actor', (event: Stored) => ({ ...event.metadata, command: { ...event.metadata.command, actor: { id: 'eve' } } })],
    ['policy', (event: Stored) => ({ ...event.metadata, policy: { ...policy, version: 2 } })],
    ['build', (event: Stored) => ({ ...event.metadata, build: 'other' })],
  ])('names an event whose %s was altered', (_, alter) => {
    const events = genuine.with(3, { ...at(3), metadata: alter(at(3)) as EventMetadata });
    expect(verifyStream(weakDigest, events)).toMatchObject({ fault: 'altered', revision: 3 });
  });

  it.each(['type', 'id'] as const)('names an event whose %s was altered', (field) => {
    expect(verifyStream(weakDigest, genuine.with(0, { ...at(0), [field]: 'other' }))).toMatchObject({
      fault: 'altered',
      revision: 0,
    });
  });

  it('names an event that was rewritten together with its hash, by what follows it', () => {
    const chain = { ...at(2).metadata.chain, hash: 'forged' };
    const events = genuine.with(2, { ...at(2), data: { to: 99 }, metadata: { ...at(2).metadata, chain } });
    expect(verifyStream(weakDigest, events)).toMatchObject({ fault: 'altered', revision: 2 });
  });

  it.each([0, 1, 3])('names the place of a dropped event %i, with the gap and without', (place) => {
    const events = genuine.toSpliced(place, 1);
    expect(verifyStream(weakDigest, events)).toMatchObject({ fault: 'dropped', revision: place });
    expect(verifyStream(weakDigest, renumbered(events))).toMatchObject({ fault: 'dropped', revision: place });
  });

  it('names the first of two events that changed places', () => {
    const events = renumbered(genuine.with(1, at(3)).with(3, at(1)));
    expect(verifyStream(weakDigest, events)).toMatchObject({ fault: 'reordered', revision: 1, eventId: at(3).id });
  });

  it.each([
    ['a forged event', { ...at(2), id: 'forged', data: { to: 7 } }],
    ['a copy of an earlier event', at(1)],
    ['an event that no executor wrote', { ...at(2), id: 'foreign', metadata: {} as EventMetadata }],
  ])('names %s that was inserted', (_, inserted) => {
    const events = renumbered(genuine.toSpliced(2, 0, inserted));
    expect(verifyStream(weakDigest, events)).toMatchObject({ fault: 'inserted', revision: 2, eventId: inserted.id });
  });

  it('names an event whose metadata were taken away', () => {
    const events = genuine.with(1, { ...at(1), metadata: {} as EventMetadata });
    expect(verifyStream(weakDigest, events)).toMatchObject({ fault: 'altered', revision: 1, eventId: at(1).id });
  });

  it('names the first place that is not as it was written, whatever was dropped, moved and copied', () => {
    const shuffled = fc.array(fc.nat({ max: genuine.length - 1 }), { maxLength: 8 });
    fc.assert(
      fc.property(shuffled, fc.boolean(), (places, isRenumbered) => {
        const found = places.map(at);
        const first = places.findIndex((place, index) => place !== index);
        const fault = verifyStream(weakDigest, isRenumbered ? renumbered(found) : found);
        expect(fault?.revision).toBe(first === -1 ? undefined : first);
      }),
      { numRuns: 500 },
    );
  });

  it('does not hold in a stream of another name', () => {
    const elsewhere = genuine.map((event) => ({ ...event, stream: streamName('spec.counter', 'c2') }));
    expect(verifyStream(weakDigest, elsewhere)).toMatchObject({ fault: 'altered', revision: 0 });
  });
});
