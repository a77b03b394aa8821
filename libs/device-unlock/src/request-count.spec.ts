import { specify } from '@tierline/kernel/testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { requestCountDecider } from './request-count.decider.js';
import { countStream, type Month, type RequestCount } from './request-count.events.js';
import { exceedsLimits } from './request-limits.js';
import { otherPhone, phone, policy, requestId } from './testing/fixtures.js';
import { count, counted, limitsExceeded, period } from './testing/request-sources.js';
import type { DeviceToken, RequestId } from './values.js';

const given = specify(requestCountDecider, policy);
const { decide, evolve, initial } = requestCountDecider;
const idOf = (index: number) => `request-${String(index)}` as RequestId;
const deviceOf = (index: number) => `device-${String(index)}` as DeviceToken;

/** One request for each device, in order; how many of them were refused. */
const ask = (devices: readonly number[], from: RequestCount = initial) =>
  devices.reduce<{ state: RequestCount; refused: number; exceeded: number }>(
    ({ state, refused, exceeded }, device, index) => {
      const decision = decide(count(idOf(index), deviceOf(device)), state, policy);
      if ('rejected' in decision) return { state, refused: refused + 1, exceeded };
      const ends = decision.filter(({ type }) => type === 'RequestLimitsExceeded').length;
      return { state: decision.reduce(evolve, state), refused, exceeded: exceeded + ends };
    },
    { state: from, refused: 0, exceeded: 0 },
  );
/** So many requests, of which the last ones repeat the first devices. */
const requests = (all: number, duplicates: number) =>
  Array.from({ length: all }, (_, index) => (index < all - duplicates ? index : index - (all - duplicates)));

describe('a request of a source', () => {
  it('DU-15: is counted', () => given().when(count(requestId, phone)).then(counted(requestId, phone)));
  it('DU-15: is no duplicate when the source has asked for another device', () =>
    given(counted(idOf(1), phone))
      .when(count(idOf(2), otherPhone))
      .then(counted(idOf(2), otherPhone)));
  it('DU-15: is a duplicate when the source has asked for the device in the same month', () =>
    given(counted(idOf(1), phone))
      .when(count(idOf(2), phone))
      .then(counted(idOf(2), phone, true)));
  it('DU-15: is refused once both limits are exceeded', () =>
    given(counted(idOf(1), phone), limitsExceeded)
      .when(count(idOf(2), otherPhone))
      .thenRejected('limits-exceeded', 'DU-15'));
});

describe('a count', () => {
  it.each<[number, number, RequestCount['status']]>([
    [100, 50, 'open'],
    [101, 10, 'open'],
    [101, 11, 'exceeded'],
    [110, 11, 'open'],
    [111, 12, 'exceeded'],
    [1000, 100, 'open'],
    [1000, 101, 'exceeded'],
  ])('DU-15: of %d requests in a month and %d duplicates among them is %s', (all, duplicates, status) =>
    expect(ask(requests(all, duplicates)).state.status).toBe(status),
  );

  it('DU-15: ends with the request that exceeds both limits, and says the totals', () => {
    const before = ask(requests(101, 11).slice(0, 100)).state;
    expect(decide(count(idOf(100), deviceOf(10)), before, policy)).toStrictEqual([
      counted(idOf(100), deviceOf(10), true),
      limitsExceeded,
    ]);
  });

  it('DU-15: takes nothing more from then on, and ends once', () =>
    expect(ask([...requests(101, 11), 1, 2, 3])).toMatchObject({ refused: 3, exceeded: 1 }));

  it('DU-15: has a stream of its own for each source, month and number of reviews before', () => {
    const month: Month = '2026-04';
    const others = [{ ...period, month }, { ...period, afterReviews: 1 }, period];
    expect(new Set(others.map(countStream)).size).toBe(others.length);
    expect(countStream(period)).toBe('device_unlock.request_count-kiosk.2026-03.0');
  });
});

const traffic = fc
  .tuple(fc.integer({ min: 60, max: 160 }), fc.integer({ min: 40, max: 200 }), fc.infiniteStream(fc.nat()))
  .map(([all, variety, stream]) => [...stream.take(all)].map((each) => each % variety));

it('DU-15: ends with the first request that exceeds both limits, whatever is asked for', () =>
  fc.assert(
    fc.property(traffic, (devices) => {
      const limits = devices.map((_, index) => {
        const soFar = devices.slice(0, index + 1);
        const duplicates = soFar.length - new Set(soFar).size;
        return exceedsLimits({ requests: soFar.length, duplicates }, policy.values.requestSources);
      });
      const { state, refused } = ask(devices);
      expect(state.status).toBe(limits.includes(true) ? 'exceeded' : 'open');
      expect(refused).toBe(limits.includes(true) ? devices.length - 1 - limits.indexOf(true) : 0);
    }),
    { numRuns: 30 },
  ));

it('DU-15: comes to the same totals in whatever order requests are counted, as long as it goes on', () =>
  fc.assert(
    fc.property(
      fc
        .array(fc.nat(30), { maxLength: 100 })
        .chain((devices) =>
          fc.tuple(fc.constant(devices), fc.shuffledSubarray(devices, { minLength: devices.length })),
        ),
      ([devices, shuffled]) => {
        const { requests: all, duplicates } = ask(devices).state;
        expect(ask(shuffled).state).toMatchObject({ status: 'open', requests: all, duplicates });
      },
    ),
  ));
