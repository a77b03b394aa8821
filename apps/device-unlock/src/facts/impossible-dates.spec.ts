import { describe, expect, it } from '@jest/globals';
import { ACTIVATION_LOCK_REQUEST } from '@tierline/device-unlock';
import type { Execution, Instant } from '@tierline/kernel';
import { account, askedRetailer, awaitingProof, receipt, sale, service, subject, typesIn } from '../testing/service.js';

const asOf = '2026-03-01T00:00:00.000Z';
const status = { device: sale.device, condition: 'stolen', holds: true, occurredAt: asOf };
const seller = { seller: sale.seller, standing: 'authorised', asOf };
const customer = { customerId: 'c1', value: 3, attitude: 'good', asOf };
const moved = { customerId: 'c1', from: 0, to: 2, attitude: 'good', asOf, reasons: [], policyVersion: 1 };
const proof = (change: object) => ({ proof: { ...receipt.proof, ...change } });
const sold = (change: object) => ({ answer: { kind: 'sold', ...sale, ...change } });

type Service = ReturnType<typeof service>;
/** At ten o'clock UTC a day begins where days begin first, and that is when these commands come: this is the day after it. */
const TOMORROW = '2026-03-04';

describe('what is said to have happened on a day that has begun nowhere on earth', () => {
  it.each<[string, string, () => Service | Promise<Service>, (found: Service) => Promise<Execution>]>([
    [
      'DU-03',
      'proof-dated-in-the-future',
      awaitingProof,
      ({ request }) => request('SubmitProof', proof({ purchasedOn: TOMORROW })),
    ],
    ['DU-03', 'dated-in-the-future', service, ({ tell }) => tell('RecordPurchase', { ...sale, purchasedOn: TOMORROW })],
    [
      'DU-07',
      'answer-dated-in-the-future',
      askedRetailer,
      ({ tell }) => tell('RecordRetailerAnswer', sold({ purchasedOn: TOMORROW })),
    ],
    [
      'DU-08',
      'dated-in-the-future',
      service,
      ({ tell }) => tell('RecordSellerStanding', { ...seller, asOf: `${TOMORROW}T00:00:00.000Z` }),
    ],
    [
      'DU-09',
      'dated-in-the-future',
      service,
      ({ tell }) => tell('RecordDeviceStatus', { ...status, occurredAt: `${TOMORROW}T00:00:00.000Z` }),
    ],
    [
      'DU-11',
      'dated-in-the-future',
      service,
      ({ tell }) => tell('RecordAccountStanding', { ...account, asOf: `${TOMORROW}T00:00:00.000Z` }),
    ],
    [
      'DU-12',
      'dated-in-the-future',
      service,
      ({ tell }) => tell('CustomerStandingChanged', { ...customer, asOf: `${TOMORROW}T00:00:00.000Z` }),
    ],
    [
      'DU-12',
      'dated-in-the-future',
      service,
      ({ tell }) => tell('ValueChanged', { ...moved, asOf: `${TOMORROW}T00:00:00.000Z` }),
    ],
  ])('%s: is refused as %s, and the refusal is kept', async (rule, reason, begun, tell) => {
    const found = await begun();
    expect(await tell(found)).toMatchObject({ outcome: 'refused', reason, rule });
  });

  it.each([
    ['2026-03-03T09:59:59.999Z', 'CommandRefused'],
    ['2026-03-03T10:00:00.000Z', 'PurchaseRecordMissing'],
  ])('DU-03: has begun somewhere at ten in the morning UTC the day before, not earlier: %s', async (at, type) => {
    const { request, store } = await awaitingProof();
    await request('SubmitProof', proof({ purchasedOn: TOMORROW }), { at: at as Instant });
    expect((await typesIn(store, ACTIVATION_LOCK_REQUEST, subject)).at(-1)).toBe(type);
  });
});
