import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { customerValueEvents, deviceUnlockTopics } from '@tierline/contracts';
import { CARRIER_UNLOCK_REQUEST, CUSTOMER_STANDING } from '@tierline/device-unlock';
import { digest, receive } from '@tierline/platform';
import { someCircumstances } from '@tierline/kernel/testing';
import fc from 'fast-check';
import { account, eventsIn, service, subject, system, travel, typesIn, wish } from '../testing/service.js';

const customerId = 'c1';
const newAccount = { ...account, activeSince: '2026-02-20', commitment: 'running' };
const moment = (second: number) => `2026-03-01T00:00:${String(second).padStart(2, '0')}.000Z`;
const reasons = [{ cause: 'merit', facts: [{ fact: 'BillPaid', id: 'bill-1' }] }];

/** The number is another one, or the attitude alone is: what customer value publishes of a customer's standing. */
const moved = (to: number, second: number, of: string = customerId) => {
  const standing = { customerId: of, attitude: 'neutral', asOf: moment(second) };
  return ['ValueChanged', { ...standing, from: 0, to, reasons, policyVersion: 1 }] as const;
};
const rated = (attitude: string, second: number, value = 3) =>
  ['CustomerStandingChanged', { customerId, value, attitude, asOf: moment(second) }] as const;
type Published = ReturnType<typeof moved> | ReturnType<typeof rated>;

/** How a request for a journey is answered after some published events. */
async function answeredAfter(...events: readonly Published[]) {
  const found = service();
  for (const [type, data] of events) await found.tell(type, data);
  await found.tell('RecordAccountStanding', newAccount);
  await found.request('RequestCarrierUnlock', { ...wish, travel });
  return { ...found, answer: await found.desk.answer(subject) };
}

describe('what customer value has published', () => {
  it('DU-12: is a fact of our own, which the decision cites with stream and revision', async () => {
    const { store } = await answeredAfter(moved(2, 1), moved(3, 2));
    const decided = (await eventsIn(store, CARRIER_UNLOCK_REQUEST, subject)).at(-1);
    const customer = { stream: `${CUSTOMER_STANDING}-${customerId}`, revision: 1 };
    expect(decided).toMatchObject({ type: 'CarrierUnlockGranted', data: { discretion: { customer } } });
  });

  it.each([
    ['a number that is high enough', [moved(3, 1)], 'granted'],
    ['a demotion after it', [moved(3, 1), moved(1, 2)], 'denied'],
    ['a recovery to a number that needs a better attitude', [moved(1, 1), moved(2, 2)], 'denied'],
    ['that attitude as well', [moved(2, 1), rated('good', 2, 2)], 'granted'],
    ['an attitude that has become bad', [moved(3, 1), rated('bad', 2)], 'denied'],
    ['an older number that comes later', [moved(1, 2), moved(3, 1)], 'denied'],
    ['an older attitude that comes later', [rated('good', 2), rated('bad', 1)], 'granted'],
    ['a correction for the same moment', [moved(1, 1), moved(3, 1)], 'granted'],
  ] as const)('DU-12: decides by %s', async (_, events, status) => {
    expect((await answeredAfter(...events)).answer).toMatchObject({ status, outcome: 'discretionary' });
  });

  it.each([moved(3, 1), rated('neutral', 1)])(
    'DU-12: gives a request that waits for it its second look: %s',
    async (type, data) => {
      const { answer, tell, followUp, desk } = await answeredAfter();
      expect(answer).toMatchObject({ status: 'open', waitsFor: 'customer-standing-unknown' });
      await followUp();
      await tell(type, data);
      await followUp();
      expect(await desk.answer(subject)).toMatchObject({ status: 'granted', outcome: 'discretionary' });
    },
  );

  it('DU-12: of another customer answers nothing', async () => {
    const { answer } = await answeredAfter(moved(3, 1, 'c2'));
    expect(answer).toMatchObject({ status: 'open', waitsFor: 'customer-standing-unknown' });
  });

  // Delivered again, by whichever replica and however late, it is the same command.
  it('DU-12: counts once however often it is delivered, and the latest counts in whatever order they come', () =>
    fc.assert(
      fc.asyncProperty(
        fc
          .uniqueArray(fc.nat({ max: 59 }), { minLength: 1, maxLength: 6 })
          .chain((seconds) =>
            fc.tuple(
              fc.constant(seconds),
              fc.array(fc.constantFrom(0, 1, 2, 3, 4, 5), { minLength: seconds.length, maxLength: seconds.length }),
              fc.array(fc.nat({ max: seconds.length - 1 }), { maxLength: 12 }),
            ),
          ),
        async ([seconds, values, repetitions]) => {
          const { request, all, store } = service();
          const deliver = (index: number) => {
            const [type, data] = moved(values[index] ?? 0, seconds[index] ?? 0);
            return request(type, data, { actor: system, number: index + 1 });
          };
          for (const index of [...seconds.keys(), ...repetitions]) await deliver(index);
          const latest = seconds.indexOf(Math.max(...seconds));
          const standing = await all.facts.customer(customerId as Parameters<typeof all.facts.customer>[0]);
          expect(standing.value).toMatchObject({ value: values[latest], asOf: moment(seconds[latest] ?? 0) });
          expect(await typesIn(store, CUSTOMER_STANDING)).toHaveLength(seconds.length);
        },
      ),
      { numRuns: 40 },
    ));
});

describe('a sample of what customer value publishes', () => {
  const folder = new URL('../../../../docs/contracts/samples/customer-value/', import.meta.url);
  interface Sample {
    readonly kind: string;
    readonly message: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly valid: readonly object[];
  }
  const samples = readdirSync(folder)
    .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Sample)
    .filter(({ kind }) => kind === 'event');
  const door = {
    ...{ context: deviceUnlockTopics.context, ingress: deviceUnlockTopics.ingress['customer-value'] },
    ...{ clock: () => someCircumstances.at, uuid: (value: unknown) => digest.uuid(value) },
  };
  const taken = ['CustomerStandingChanged.v1', 'ValueChanged.v1'];

  it('is there of every event', () => {
    expect(samples).toHaveLength(Object.keys(customerValueEvents).length);
  });

  it.each(samples)(
    'is a command here where it tells of a standing, and nobody’s business otherwise: $message',
    (each) => {
      for (const data of each.valid) {
        const received = receive({ headers: each.headers, value: Buffer.from(JSON.stringify(data)) }, door);
        if (taken.includes(each.message)) expect(received).toMatchObject({ data, actor: { role: 'customer-value' } });
        else expect(received).toBe('passed-over');
      }
    },
  );

  it.each(samples.filter(({ message }) => taken.includes(message)))(
    'DU-12: is kept where it tells of a standing: $message',
    async ({ message, valid }) => {
      for (const data of valid) {
        const { tell, store } = service();
        expect(await tell(message.replace('.v1', ''), data)).toMatchObject({ outcome: 'accepted' });
        expect(await typesIn(store, CUSTOMER_STANDING)).toEqual(['CustomerStandingReported']);
      }
    },
  );
});
