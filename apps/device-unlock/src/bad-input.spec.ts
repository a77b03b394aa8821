import { describe, expect, it } from '@jest/globals';
import { deviceUnlockCommands } from '@tierline/contracts';
import { fieldsRefused } from '@tierline/platform/testing';
import { account, receipt, sale, subject, travel, wish } from './testing/service.js';

const asOf = '2026-03-01T00:00:00.000Z';
const status = { device: sale.device, condition: 'stolen', holds: true, occurredAt: asOf };
const seller = { seller: sale.seller, standing: 'authorised', asOf };
const customer = { customerId: 'c1', value: 3, attitude: 'good', asOf };
const moved = { customerId: 'c1', from: 0, to: 2, attitude: 'good', asOf, reasons: [], policyVersion: 1 };
const wrongLuhn = { kind: 'imei', value: '490154203237519' };
const unknownCurrency = { amountMinor: 1, currency: 'XYZ' };
const fraction = { amountMinor: 799.5, currency: 'EUR' };
const proof = (change: object) => ({ proof: { ...receipt.proof, ...change } });
const sold = (change: object) => ({ answer: { kind: 'sold', ...sale, ...change } });
const requestId = subject;

type Command = keyof typeof deviceUnlockCommands;
type Fault = readonly [what: string, body: object, field: string];

/** What no door lets in, for every command: what is wrong, and the field that the answer has to name. */
const faults: Readonly<Record<Command, readonly Fault[]>> = {
  requestActivationUnlock: [
    ['DU-14: a wrong check digit', { ...wish, device: wrongLuhn }, 'device.value'],
    [
      'DU-14: an IMEISV given for an IMEI',
      { ...wish, device: { kind: 'imei', value: '4901542032375101' } },
      'device.value',
    ],
    ['no customer', { device: sale.device }, 'customerId'],
  ],
  answerCredentials: [
    ['DU-02: the password itself', { credentials: 'hunter2' }, 'credentials'],
    ['DU-02: a password beside the answer', { credentials: 'known', password: 'hunter2' }, 'password'],
  ],
  submitProof: [
    ['DU-14: a wrong check digit', proof({ device: wrongLuhn }), 'proof.device.value'],
    ['a day that does not exist', proof({ purchasedOn: '2025-02-29' }), 'proof.purchasedOn'],
    ['a currency that nobody knows', proof({ price: unknownCurrency }), 'proof.price.currency'],
    ['a fraction of a minor unit', proof({ price: fraction }), 'proof.price.amountMinor'],
    ['DU-04: a proof of no known kind', proof({ kind: 'bribe' }), 'proof.kind'],
  ],
  consentToErasure: [['DU-10: no consent', { erasesTheDevice: false }, 'erasesTheDevice']],
  removeActivationLock: [['a field that would force it', { force: true }, 'force']],
  requestCarrierUnlock: [
    ['DU-14: a wrong check digit', { ...wish, device: wrongLuhn }, 'device.value'],
    ['DU-12: a country that does not exist', { ...wish, travel: { ...travel, country: 'XX' } }, 'travel.country'],
    ['DU-12: a day that does not exist', { ...wish, travel: { ...travel, from: '2026-02-30' } }, 'travel.from'],
    ['DU-12: a value of its own', { ...wish, value: 5 }, 'value'],
  ],
  answerCarrierUnlock: [['an outcome that the sender wants', { outcome: 'entitled' }, 'outcome']],
  showCode: [['DU-13: somebody to show it to', { to: 'bo' }, 'to']],
  acknowledgeCode: [['DU-13: the code', { code: '0000000000000000' }, 'code']],
  recordPurchase: [
    ['DU-14: a wrong check digit', { ...sale, device: wrongLuhn }, 'device.value'],
    ['a currency that nobody knows', { ...sale, price: unknownCurrency }, 'price.currency'],
    ['an amount below nothing', { ...sale, price: { amountMinor: -1, currency: 'EUR' } }, 'price.amountMinor'],
  ],
  recordDeviceStatus: [
    ['DU-14: a wrong check digit', { ...status, device: wrongLuhn }, 'device.value'],
    ['DU-09: a condition that nobody knows', { ...status, condition: 'scratched' }, 'condition'],
    ['a moment without a zone', { ...status, occurredAt: '2026-03-01T00:00:00.000' }, 'occurredAt'],
  ],
  recordSellerStanding: [
    ['DU-08: a standing that nobody knows', { ...seller, standing: 'friendly' }, 'standing'],
    ['a seller without a name', { ...seller, seller: '' }, 'seller'],
    ['DU-08: a seller of whose name nothing is left', { ...seller, seller: ' \u3000 ' }, 'seller'],
  ],
  recordRetailerAnswer: [
    ['DU-14: a wrong check digit', sold({ device: wrongLuhn }), 'answer.device.value'],
    ['DU-07: an answer that is none', { answer: { kind: 'perhaps' } }, 'answer.kind'],
  ],
  recordAccountStanding: [
    ['DU-14: a wrong check digit', { ...account, device: wrongLuhn }, 'device.value'],
    ['DU-11: a moment for a day', { ...account, activeSince: asOf }, 'activeSince'],
  ],
  customerStandingChanged: [
    ['DU-12: a value beyond the last', { ...customer, value: 6 }, 'value'],
    ['DU-12: an attitude that nobody knows', { ...customer, attitude: 'grumpy' }, 'attitude'],
  ],
  valueChanged: [
    ['DU-12: a value beyond the last', { ...moved, to: 6 }, 'to'],
    ['DU-12: an attitude that nobody knows', { ...moved, attitude: 'grumpy' }, 'attitude'],
    ['no moment as of which it is so', { ...moved, asOf: undefined }, 'asOf'],
  ],
  followDevice: [['DU-01: a lock that there is not', { requestId, lock: 'both' }, 'lock']],
  linkTradeIn: [['DU-16: no trade-in', { requestId, lock: 'carrier' }, 'tradeInId']],
  tellTradeIn: [
    ['DU-16: an outcome of its own', { requestId, lock: 'carrier', tradeInId: 't', outcome: 'x' }, 'outcome'],
  ],
  askRetailer: [['a request id that is none', { requestId: 'r1' }, 'requestId']],
  awaitPurchaseRecord: [['DU-07: fewer records than none', { requestId, seenRecords: -1 }, 'seenRecords']],
  awaitCustomerStanding: [['a request id that is none', { requestId: 'r1' }, 'requestId']],
  reconsiderProof: [['a request id that is none', { requestId: 'r1' }, 'requestId']],
  revisitCarrierUnlock: [['a request id that is none', { requestId: 'r1' }, 'requestId']],
  blockSource: [
    ['DU-15: a month that does not exist', { source: requestId, month: '2026-13', afterReviews: 0 }, 'month'],
    ['DU-15: a source by its name', { source: 'store-7', month: '2026-03', afterReviews: 0 }, 'source'],
  ],
  reviewSource: [['DU-15: a reason in free words', { reason: 'they are nice' }, 'reason']],
};

describe.each(Object.entries(faults) as [Command, readonly Fault[]][])('%s', (command, wrong) => {
  it.each(wrong)('is let in by no door with %s, and the field is named', (_, body, field) => {
    expect(fieldsRefused(deviceUnlockCommands[command], body)).toContain(field);
  });
});
