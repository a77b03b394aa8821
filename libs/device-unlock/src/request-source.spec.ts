import { specify } from '@tierline/kernel/testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exceedsLimits } from './request-limits.js';
import { requestSourceDecider } from './request-source.decider.js';
import type { Month, RequestSource, RequestSourceEvent } from './request-source.events.js';
import { at, command, otherPhone, phone, policy, requestId } from './testing/fixtures.js';
import type { DeviceToken, RequestId, SourceId } from './values.js';

const given = specify(requestSourceDecider, policy);
const { decide, evolve, initial } = requestSourceDecider;
const source = 'kiosk' as SourceId;
const march: Month = '2026-03';
const idOf = (index: number) => `request-${String(index)}` as RequestId;
const deviceOf = (index: number) => `device-${String(index)}` as DeviceToken;

const count = (request: RequestId, device: DeviceToken, month = march) =>
  command('CountRequest', { source, requestId: request, device }, { month });
const review = command('ReviewSource', { source });
const counted = (request: RequestId, device: DeviceToken, month = march, isDuplicate = false): RequestSourceEvent => ({
  type: 'RequestCounted',
  data: { source, at, requestId: request, device, month, isDuplicate },
});
const blocked: RequestSourceEvent = {
  type: 'SourceBlocked',
  data: { source, at, month: march, requests: 101, duplicates: 11 },
};
const reviewed: RequestSourceEvent = { type: 'SourceReviewed', data: { source, at, reviewer: 'agent-ada' } };

/** The events of one request for each device, in order, and whether the last one blocks the source. */
const month = (devices: readonly number[], name = march, from: RequestSource = initial) =>
  devices.reduce<{ state: RequestSource; refused: number; types: readonly string[] }>(
    ({ state, refused, types }, device, index) => {
      const decision = decide(count(idOf(index), deviceOf(device), name), state, policy);
      if ('rejected' in decision) return { state, refused: refused + 1, types };
      return { state: decision.reduce(evolve, state), refused, types: [...types, ...decision.map(({ type }) => type)] };
    },
    { state: from, refused: 0, types: [] },
  );
/** So many requests, of which the last ones repeat the first devices. */
const requests = (all: number, duplicates: number) =>
  Array.from({ length: all }, (_, index) => (index < all - duplicates ? index : index - (all - duplicates)));

describe('a request of a source', () => {
  it('DU-15: is counted', () => given().when(count(requestId, phone)).then(counted(requestId, phone)));
  it('DU-15: is counted once', () => given(counted(requestId, phone)).when(count(requestId, phone)).thenNothing());
  it('DU-15: is refused once the source is blocked, and still next month', () => {
    given(counted(idOf(1), phone), blocked)
      .when(count(idOf(2), otherPhone))
      .thenRejected('source-blocked', 'DU-15');
    given(counted(idOf(1), phone), blocked)
      .when(count(idOf(2), phone, '2026-04'))
      .thenRejected('source-blocked', 'DU-15');
  });
  it('DU-15: is a duplicate when the source has asked for the device in the same month', () => {
    given(counted(idOf(1), phone))
      .when(count(idOf(2), phone))
      .then(counted(idOf(2), phone, march, true));
    given(counted(idOf(1), phone))
      .when(count(idOf(2), phone, '2026-04'))
      .then(counted(idOf(2), phone, '2026-04'));
  });
  it('DU-15: that comes late belongs to the month that has begun', () =>
    given(counted(idOf(1), phone, '2026-04'))
      .when(count(idOf(2), phone, march))
      .then(counted(idOf(2), phone, '2026-04', true)));
});

describe('a source', () => {
  it.each<[number, number, 'open' | 'blocked']>([
    [100, 50, 'open'],
    [101, 10, 'open'],
    [101, 11, 'blocked'],
    [110, 11, 'open'],
    [111, 12, 'blocked'],
    [1000, 100, 'open'],
    [1000, 101, 'blocked'],
  ])('DU-15: with %d requests in a month and %d duplicates among them is %s', (all, duplicates, status) =>
    expect(month(requests(all, duplicates)).state.status).toBe(status),
  );

  it('DU-15: is blocked by the request that exceeds both limits, with the counts', () => {
    const before = month(requests(101, 11).slice(0, 100)).state;
    expect(decide(count(idOf(100), deviceOf(10)), before, policy)).toStrictEqual([
      counted(idOf(100), deviceOf(10), march, true),
      blocked,
    ]);
  });

  it('DU-15: is no longer processed from then on', () => {
    const { refused, types } = month([...requests(101, 11), 1, 2, 3]);
    expect(refused).toBe(3);
    expect(types.filter((type) => type === 'SourceBlocked')).toHaveLength(1);
  });

  it('DU-15: starts a month with a clean count', () => {
    const march = month(requests(100, 50)).state;
    expect(month(requests(100, 50), '2026-04', march).state.status).toBe('open');
  });
});

describe('the review of a source', () => {
  const stopped = [counted(requestId, phone), blocked];

  it('DU-15: lifts the block, and names who reviewed it', () =>
    given(...stopped)
      .when(review)
      .then(reviewed));
  it('DU-15: changes nothing of a source that is not blocked', () => {
    given(...stopped, reviewed)
      .when(review)
      .thenNothing();
    given(counted(requestId, phone)).when(review).thenNothing();
  });
  it('DU-15: begins the count anew, and what goes on as before is blocked again', () => {
    const { state } = month(requests(101, 11));
    const lifted = evolve(state, reviewed);
    expect(lifted.status).toBe('open');
    expect(month(requests(100, 50), march, lifted).state.status).toBe('open');
    expect(month(requests(101, 11), march, lifted).state.status).toBe('blocked');
  });
});

it('DU-15: exactly the sources beyond both limits are blocked, whatever the order of their requests', () =>
  fc.assert(
    fc.property(
      fc.integer({ min: 60, max: 160 }),
      fc.integer({ min: 40, max: 200 }),
      fc.infiniteStream(fc.nat()),
      (all, variety, stream) => {
        const devices = [...stream.take(all)].map((each) => each % variety);
        const limits = devices.map((_, index) => {
          const soFar = devices.slice(0, index + 1);
          return exceedsLimits(
            { requests: soFar.length, duplicates: soFar.length - new Set(soFar).size },
            policy.values.requestSources,
          );
        });
        const { state, refused } = month(devices);
        expect(state.status).toBe(limits.includes(true) ? 'blocked' : 'open');
        expect(refused).toBe(limits.includes(true) ? all - 1 - limits.indexOf(true) : 0);
      },
    ),
    { numRuns: 30 },
  ));
