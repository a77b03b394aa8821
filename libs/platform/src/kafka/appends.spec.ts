import { describe, expect, it } from '@jest/globals';
import { BrokenHistory, type EventMetadata, type StoredEvent } from '@tierline/kernel';
import type { Notification } from '../eventstore/subscription-port.js';
import { publishedAppends, type PublishedAppend } from './appends.js';
import type { Checkpoint } from './checkpoint.js';
import { decodeCloudEvent } from './cloud-events.js';
import { publishedEvents, UnpublishableEvent, type Publish } from './publication.js';
import { specTopics } from './testing/fixture.js';
import { advised, specStore } from './testing/stored.js';

const topics = specTopics('spec');
const publish = publishedEvents(topics, ({ type, data }) => (type === 'Secret' ? undefined : { type, data }));
const secret = { type: 'Secret', data: {} };
const refused = { type: 'CommandRefused', data: { command: 'X', reason: 'no-proof', rule: 'DU-04' } };
const noEffect = { type: 'CommandHadNoEffect', data: { command: 'X' } };

async function published(
  notifications: readonly Notification[],
  from?: Checkpoint,
  by: Publish = publish,
): Promise<PublishedAppend[]> {
  async function* source(): AsyncGenerator<Notification> {
    yield* notifications;
  }
  const found: PublishedAppend[] = [];
  for await (const append of publishedAppends(source(), from, topics, by)) found.push(append);
  return found;
}
const told = (events: readonly StoredEvent[]): Notification[] => events.map((event) => ({ kind: 'event', event }));
const position = (n: number) => ({ commit: BigInt(n), prepare: BigInt(n) });
const summary = (appends: readonly PublishedAppend[]) =>
  appends.map(({ records }) => records.map(({ topic, headers }) => [topic, headers['ce_type']]));

describe('what an append leads to', () => {
  it('is its events, and one outcome after the last of them', async () => {
    const store = specStore();
    store.append('r1', advised('r1'), secret, advised('r1'));
    const appends = await published(told(store.events));
    const event = [topics.events.topic, 'tierline.spec.SelfServiceAdvised.v1'];
    expect(summary(appends)).toEqual([[event, event, [topics.outcomes.topic, 'tierline.spec.CommandOutcome.v1']]]);
    expect(appends[0]?.checkpoint).toEqual({
      position: position(3),
      lastEvent: { position: position(3), id: 'event-2', hash: 'hash-2' },
    });
  });

  it('carries envelope, position and revision, keyed by the aggregate', async () => {
    const store = specStore();
    store.append('with-hyphens', advised('x'));
    const [append] = await published(told(store.events));
    const [event, outcome] = append?.records ?? [];
    expect(event).toMatchObject({
      key: 'with-hyphens',
      value: '{"requestId":"x"}',
      headers: { 'tierline-position': '1/1', 'tierline-revision': '0' },
    });
    expect(decodeCloudEvent({ ...event?.headers })).toEqual({
      id: 'event-0',
      source: '/tierline/spec',
      type: 'tierline.spec.SelfServiceAdvised.v1',
      subject: 'with-hyphens',
      time: '2026-03-01T09:30:00.000Z',
      correlationId: 'correlation-command-0',
    });
    expect(JSON.parse(outcome?.value ?? '')).toEqual({
      commandId: 'command-0',
      command: 'AnswerCredentials',
      outcome: 'accepted',
      subject: 'with-hyphens',
      revision: 0,
    });
    expect(outcome?.headers['ce_id']).not.toBe(event?.headers['ce_id']);
  });

  it.each([
    [refused, { outcome: 'refused', reason: 'no-proof', rule: 'DU-04' }],
    [noEffect, { outcome: 'no-effect' }],
  ])('is the outcome alone after %j', async (event, expected) => {
    const store = specStore();
    store.append('r1', event);
    const [append] = await published(
      told(store.events),
      undefined,
      publishedEvents(topics, () => advised('never')),
    );
    expect(append?.records.map(({ topic }) => topic)).toEqual([topics.outcomes.topic]);
    expect(JSON.parse(append?.records[0]?.value ?? '')).toMatchObject(expected);
  });

  it('is the same whenever it is asked', async () => {
    const store = specStore();
    store.append('r1', advised('r1'));
    expect(await published(told(store.events))).toEqual(await published(told(store.events)));
  });
});

describe('a checkpoint of the subscription', () => {
  const lastEvent = { position: position(1), id: 'event-0', hash: 'hash-0' };
  it('moves the position and keeps the last event', async () => {
    const appends = await published([{ kind: 'checkpoint', position: position(9) }], {
      position: position(1),
      lastEvent,
    });
    expect(appends).toEqual([{ records: [], checkpoint: { position: position(9), lastEvent } }]);
  });

  it('does not count amid an append, since the outcome would be lost', async () => {
    const store = specStore();
    store.append('r1', advised('r1'), advised('r1'));
    const [first, second] = told(store.events);
    if (!first || !second) throw new Error('two events were appended');
    const appends = await published([first, { kind: 'checkpoint', position: position(1) }, second]);
    expect(appends.map(({ checkpoint }) => checkpoint.position)).toEqual([position(2)]);
  });
});

describe('an event that nothing can be published of', () => {
  const broken = (change: (event: StoredEvent<EventMetadata>) => object, which = 0) => {
    const store = specStore();
    store.append('r1', advised('r1'), advised('r1'));
    const changed = store.events.map((event, index) =>
      index === which ? { ...event, metadata: { ...event.metadata, ...change(event) } } : event,
    );
    return published(told(changed));
  };

  it.each([
    ['nobody’s append', () => broken(() => ({ append: undefined }))],
    ['a beginning without a command', () => broken(() => ({ command: undefined }))],
    ['a beginning within another append', () => broken(() => ({ append: { index: 0, count: 2 } }), 1)],
    ['a continuation of another command', () => broken(() => ({ $causationId: 'another' }), 1)],
    ['a continuation of nothing', () => broken(() => ({ append: { index: 1, count: 2 } }))],
  ])('is refused as %s', async (_, appends) => {
    await expect(appends()).rejects.toThrow(BrokenHistory);
  });

  it('is refused when it would be published under a name that is not declared', async () => {
    const store = specStore();
    store.append('r1', { type: 'Undeclared', data: {} });
    await expect(published(told(store.events))).rejects.toThrow(UnpublishableEvent);
  });

  it('is refused when it would be published twice on one topic', async () => {
    const store = specStore();
    store.append('r1', advised('r1'));
    const twice: Publish = async (event) => [...(await publish(event)), ...(await publish(event))];
    await expect(published(told(store.events), undefined, twice)).rejects.toThrow('twice on one topic');
  });
});
