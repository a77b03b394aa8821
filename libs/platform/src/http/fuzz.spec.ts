import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller } from '@nestjs/common';
import { deviceUnlockCommands } from '@tierline/contracts';
import fc from 'fast-check';
import { Creates, Roles } from './routes.js';
import { command, startLampApp, type LampApp } from './testing/lamp-app.js';
import { LampDesk } from './testing/lamps.js';

const SEED = 20_260_301;
const RUNS = 150;
const PATIENCE = 60_000;

const device = { kind: 'imei', value: '490154203237518' };
const purchase = {
  device,
  purchasedOn: '2026-02-28',
  seller: 'Corner Shop',
  price: { amountMinor: 79_900, currency: 'EUR' },
  receiptNumber: 'R-1',
};
const requestId = '6b9f8a3e-7c1d-5e2f-9a4b-1c2d3e4f5a6b';
const samples = {
  requestActivationUnlock: { customerId: 'c-1', device, tradeInId: 't-1' },
  answerCredentials: { credentials: 'unknown' },
  submitProof: { proof: { kind: 'purchase', ...purchase } },
  consentToErasure: { erasesTheDevice: true },
  removeActivationLock: {},
  recordPurchase: purchase,
  recordDeviceStatus: { device, condition: 'stolen', holds: true, occurredAt: '2026-02-28T09:30:00.000Z' },
  recordSellerStanding: { seller: 'Corner Shop', standing: 'liquidating', asOf: '2026-02-28T09:30:00.000Z' },
  recordAccountStanding: {
    device,
    customerId: 'c-1',
    activeSince: '2025-01-31',
    commitment: 'ended',
    feeOwed: { amountMinor: 0, currency: 'USD' },
    asOf: '2026-02-28T09:30:00.000Z',
  },
  customerStandingChanged: { customerId: 'c-1', value: 3, attitude: 'good', asOf: '2026-02-28T09:30:00.000Z' },
  valueChanged: {
    ...{ customerId: 'c-1', from: 2, to: 3, attitude: 'good', asOf: '2026-02-28T09:30:00.000Z' },
    ...{ reasons: [{ cause: 'merit', facts: [{ fact: 'BillPaid', id: 'bill-1' }] }], policyVersion: 1 },
  },
  requestCarrierUnlock: {
    customerId: 'c-1',
    device,
    travel: { from: '2026-03-10', until: '2026-03-20', country: 'JP' },
    tradeInId: 't-1',
  },
  recordRetailerAnswer: { answer: { kind: 'sold', ...purchase } },
  followDevice: { requestId, lock: 'carrier' },
  linkTradeIn: { requestId, lock: 'activation', tradeInId: 't-1' },
  tellTradeIn: { requestId, lock: 'activation', tradeInId: 't-1' },
  askRetailer: { requestId },
  awaitPurchaseRecord: { requestId, seenRecords: 0 },
  awaitCustomerStanding: { requestId },
  reconsiderProof: { requestId },
  revisitCarrierUnlock: { requestId },
  answerCarrierUnlock: {},
  showCode: {},
  acknowledgeCode: {},
  reviewSource: { reason: 'duplicates-explained' },
  blockSource: { source: requestId, month: '2026-03', afterReviews: 0 },
} satisfies Record<keyof typeof deviceUnlockCommands, object>;

/** A controller for each command, which hands on whatever gets through. */
const controllers = Object.values(deviceUnlockCommands).map((message) => {
  class Door {
    constructor(private readonly desk: LampDesk) {}
    take() {
      return this.desk.execution;
    }
  }
  Controller(message.name)(Door);
  Reflect.defineMetadata('design:paramtypes', [LampDesk], Door);
  const descriptor = Object.getOwnPropertyDescriptor(Door.prototype, 'take');
  for (const decorate of [Creates(message, { summary: message.name }), Roles('tier1-agent')]) {
    if (descriptor) decorate(Door.prototype, 'take', descriptor);
  }
  return Door;
});

const NAMES = ['constructor', '__proto__', 'toString', 'then', 'length', 'kind', 'value', 'extra'];
const WORDS = [
  'constructor',
  '__proto__',
  'toString',
  'serial',
  'imeisv',
  'known',
  'identity-document',
  'customer-word',
  '2026-02-30',
  'XXX',
  'then',
  '',
];
const odd = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(-1, 1.5, 1e308, 2 ** 53, [], [[]], {}, null),
);
const name = fc.oneof(fc.constantFrom(...NAMES), fc.string());

/** A sample in which a field, however deep, was replaced, left out or added. */
const mutated = (value: unknown): fc.Arbitrary<unknown> => {
  if (typeof value !== 'object' || value === null) return odd;
  const fields = Object.entries(value);
  const inside = fields.flatMap(([key, child]) => [
    mutated(child).map((changed) => ({ ...value, [key]: changed })),
    fc.constant(Object.fromEntries(fields.filter(([each]) => each !== key))),
  ]);
  return fc.oneof(
    odd,
    fc.tuple(name, odd).map((field) => Object.fromEntries([...fields, field])),
    ...inside,
  );
};

describe('whatever is sent as a command', () => {
  let lamps: LampApp;
  beforeAll(async () => {
    lamps = await startLampApp({ rate: { perSecond: 1e6, burst: 1e6 } }, controllers);
  });
  afterAll(() => lamps.stop());
  beforeEach(() => {
    lamps.complaints.length = 0;
  });

  const send = (path: string, body: unknown) =>
    lamps.as('tier1-agent', 'POST', `/${path}`, command('k', JSON.stringify(body)));
  const cases = Object.entries(deviceUnlockCommands).map(
    ([key, message]) => [message.name, samples[key as keyof typeof samples]] as const,
  );

  it.each(cases)('%s: is taken as it should be', async (path, sample) => {
    expect((await send(path, sample)).status).toBe(201);
  });

  it.each(cases)(
    '%s: is taken, or refused with what is wrong, and never breaks the service',
    async (path, sample) => {
      const check = async (sent: unknown) => {
        const response = await send(path, sent);
        const answer = await response.text();
        expect([201, 400, 422]).toContain(response.status);
        expect(JSON.parse(answer)).toMatchObject(
          response.status === 201 ? { outcome: 'accepted' } : { detail: expect.any(String) },
        );
      };
      await fc.assert(fc.asyncProperty(mutated(sample), check), { seed: SEED, numRuns: RUNS });
      expect(lamps.complaints).toEqual([]);
    },
    PATIENCE,
  );
});
