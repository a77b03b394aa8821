import type { Samples } from './sample.js';

const requestId = '6b9f8a3e-7c1d-5e2f-9a4b-1c2d3e4f5a6b';
const imei = { kind: 'imei', value: '490154203237518' };
const imeisv = { kind: 'imeisv', value: '4901542032375101' };
const serial = { kind: 'serial', value: 'F2LXJ0ABCD12' };
const sale = {
  device: imei,
  purchasedOn: '2025-11-28',
  seller: 'Phone House',
  price: { amountMinor: 79_900, currency: 'EUR' },
  receiptNumber: 'R-1042/7',
};
const purchase = { kind: 'purchase', ...sale };
const request = { customerId: 'customer-1', device: imei };
const compared = [
  { field: 'device', result: 'equal' },
  { field: 'price', result: 'within-tolerance' },
];

const wrongDay = (day: string, why: string) => ({
  why,
  field: 'purchasedOn',
  data: { ...sale, purchasedOn: day },
});

/** Messages of device unlock. The variants show every shape that a message can have. */
export const deviceUnlockSamples: Samples = {
  'RequestActivationUnlock.v1': {
    valid: [
      { ...request, tradeInId: 'trade-7', telephone: '+493412345678', remark: 'Was in the shop on Monday 📱' },
      request,
      { ...request, device: imeisv },
      { ...request, device: serial },
    ],
    invalid: [
      {
        why: 'an IMEI with a wrong check digit (DU-14)',
        field: 'device.value',
        data: { ...request, device: { kind: 'imei', value: '490154203237519' } },
      },
      {
        why: 'an IMEISV given for an IMEI (DU-14)',
        field: 'device.value',
        data: { ...request, device: { ...imeisv, kind: 'imei' } },
      },
      {
        why: 'a serial number in small letters',
        field: 'device.value',
        data: { ...request, device: { kind: 'serial', value: 'f2lxj0abcd12' } },
      },
      {
        why: 'a telephone number without a country',
        field: 'telephone',
        data: { ...request, telephone: '03412345678' },
      },
    ],
  },
  'AnswerCredentials.v1': {
    valid: [{ credentials: 'unknown' }, { credentials: 'known' }],
    invalid: [{ why: 'a password', field: 'password', data: { credentials: 'known', password: 'secret' } }],
  },
  'SubmitProof.v1': {
    valid: [
      { proof: purchase },
      { proof: { kind: 'identity-document', document: 'passport' } },
      { proof: { kind: 'customer-word' } },
    ],
    invalid: [
      { why: 'a proof of a kind that there is not', field: 'proof.kind', data: { proof: { kind: 'bribe' } } },
      {
        why: 'a field of another kind of proof',
        field: 'proof.document',
        data: { proof: { kind: 'customer-word', document: 'passport' } },
      },
      {
        why: 'a day that does not exist',
        field: 'proof.purchasedOn',
        data: { proof: { ...purchase, purchasedOn: '2025-02-29' } },
      },
    ],
  },
  'ConsentToErasure.v1': { valid: [{ erasesTheDevice: true }] },
  'RemoveActivationLock.v1': { valid: [{}] },
  'RecordPurchase.v1': {
    valid: [sale, { ...sale, device: serial, purchasedOn: '2024-02-29', price: { amountMinor: 0, currency: 'JPY' } }],
    invalid: [
      wrongDay('2025-02-29', 'a day that does not exist'),
      wrongDay('2025-02-28T00:00:00Z', 'a moment for a day'),
      wrongDay('28.02.2025', 'a day as people write it'),
      {
        why: 'a currency in small letters',
        field: 'price.currency',
        data: { ...sale, price: { ...sale.price, currency: 'eur' } },
      },
      {
        why: 'a currency that does not exist',
        field: 'price.currency',
        data: { ...sale, price: { ...sale.price, currency: 'XYZ' } },
      },
      {
        why: 'a text that is too long by variation selectors alone',
        field: 'seller',
        data: { ...sale, seller: '❤\uFE0F'.repeat(100) },
      },
      { why: 'a text with half a character', field: 'seller', data: { ...sale, seller: 'Phone \uD83D House' } },
    ],
  },
  'ReadRemark.v1': { valid: [{}] },
  'ForgetCustomer.v1': { valid: [{ customerId: 'customer-1' }] },
  'ActivatePolicy.v1': {
    valid: [{ policy: 'device-unlock', version: 2 }],
    invalid: [
      { why: 'a policy of another context', field: 'policy', data: { policy: 'call-routing', version: 2 } },
      { why: 'no version', field: 'version', data: { policy: 'device-unlock', version: 0 } },
    ],
  },
  'ActivationUnlockRequested.v1': {
    valid: [
      { requestId, customerId: 'customer-1', tradeInId: 'trade-7' },
      { requestId, customerId: 'customer-1' },
    ],
  },
  'SelfServiceAdvised.v1': { valid: [{ requestId }] },
  'ProofOfPurchaseRequired.v1': { valid: [{ requestId }] },
  'ProofRefused.v1': {
    valid: [
      { requestId, proof: 'purchase', reason: 'fields-differ', fields: [{ field: 'seller', result: 'different' }] },
      { requestId, proof: 'identity-document', reason: 'identity-document', fields: [] },
    ],
  },
  'ProofMatched.v1': { valid: [{ requestId, fields: compared }] },
  'PurchaseRecordMissing.v1': { valid: [{ requestId, reason: 'no-record' }] },
  'ErasureConsented.v1': { valid: [{ requestId }] },
  'ActivationLockRemoved.v1': { valid: [{ requestId }] },
  'CommandOutcome.v1': {
    valid: [
      {
        commandId: requestId,
        command: 'SubmitProof',
        outcome: 'refused',
        reason: 'proof-not-required',
        rule: 'DU-03',
        subject: requestId,
        revision: 3,
      },
      {
        commandId: requestId,
        command: 'RequestActivationUnlock',
        outcome: 'accepted',
        subject: requestId,
        revision: 0,
      },
    ],
  },
};
