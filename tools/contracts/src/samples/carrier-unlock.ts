import type { Samples } from './sample.js';

const requestId = '6b9f8a3e-7c1d-5e2f-9a4b-1c2d3e4f5a6b';
const device = { kind: 'imei', value: '490154203237518' };
const asOf = '2026-02-28T09:30:00.000Z';
const travel = { from: '2026-03-10', until: '2026-03-20', country: 'JP' };
const wish = { customerId: 'customer-1', device };
const conditions = [
  { condition: 'own-account', result: 'met' },
  { condition: 'days-active', result: 'not-met' },
];
const answered = { requestId, outcome: 'entitled', conditions, criteria: [], isLate: false };
const atDiscretion = {
  ...answered,
  outcome: 'discretionary',
  criteria: [{ criterion: 'attitude', result: 'met' }],
  isLate: true,
};

/** Messages about carrier locks, and about what they are decided by. */
export const carrierUnlockSamples: Samples = {
  'RequestCarrierUnlock.v1': {
    valid: [
      { ...wish, travel, tradeInId: 'trade-7' },
      wish,
      { ...wish, device: { kind: 'serial', value: 'F2LXJ0ABCD12' } },
    ],
    invalid: [
      {
        why: 'a day that does not exist',
        field: 'travel.from',
        data: { ...wish, travel: { ...travel, from: '2026-02-29' } },
      },
      { why: 'a value number that nobody asked for', field: 'value', data: { ...wish, value: 5 } },
    ],
  },
  'AnswerCarrierUnlock.v1': { valid: [{}] },
  'ShowCode.v1': { valid: [{}], invalid: [{ why: 'a code', field: 'code', data: { code: '0000' } }] },
  'AcknowledgeCode.v1': { valid: [{}] },
  'RecordDeviceStatus.v1': {
    valid: [
      { device, condition: 'stolen', holds: true, occurredAt: asOf },
      { device, condition: 'lost-mode', holds: false, occurredAt: asOf },
    ],
    invalid: [
      {
        why: 'a moment without milliseconds',
        field: 'occurredAt',
        data: { device, condition: 'lost', holds: true, occurredAt: '2026-02-28T09:30:00Z' },
      },
    ],
  },
  'RecordSellerStanding.v1': { valid: [{ seller: 'Mall Kiosk', standing: 'liquidating', asOf }] },
  'RecordAccountStanding.v1': {
    valid: [
      {
        device,
        customerId: 'customer-1',
        activeSince: '2025-01-31',
        commitment: 'bought-out',
        feeOwed: { amountMinor: 0, currency: 'USD' },
        asOf,
      },
    ],
  },
  'RecordRetailerAnswer.v1': {
    valid: [
      {
        answer: {
          kind: 'sold',
          device,
          purchasedOn: '2025-11-28',
          seller: 'Phone House',
          price: { amountMinor: 79_900, currency: 'EUR' },
          receiptNumber: 'R-1042/7',
        },
      },
      { answer: { kind: 'not-sold' } },
    ],
  },
  'FollowDevice.v1': { valid: [{ requestId, lock: 'carrier' }] },
  'LinkTradeIn.v1': { valid: [{ requestId, lock: 'carrier', tradeInId: 'trade-7' }] },
  'TellTradeIn.v1': { valid: [{ requestId, lock: 'activation', tradeInId: 'trade-7' }] },
  'AskRetailer.v1': { valid: [{ requestId }] },
  'AwaitPurchaseRecord.v1': {
    valid: [{ requestId, seenRecords: 0 }],
    invalid: [{ why: 'fewer records than none', field: 'seenRecords', data: { requestId, seenRecords: -1 } }],
  },
  'AwaitCustomerStanding.v1': { valid: [{ requestId }] },
  'ReconsiderProof.v1': { valid: [{ requestId }] },
  'RevisitCarrierUnlock.v1': { valid: [{ requestId }] },
  'RetailerAsked.v1': { valid: [{ requestId, seller: 'Phone House', dueAt: asOf }] },
  'RetailerDeadlineMissed.v1': { valid: [{ requestId, dueAt: asOf }] },
  'TradeInLinked.v1': { valid: [{ requestId, tradeInId: 'trade-7' }] },
  'TradeInTold.v1': { valid: [{ requestId, tradeInId: 'trade-7', outcome: 'unlocked' }] },
  'SaleDenied.v1': { valid: [{ requestId }] },
  'SellerFlagged.v1': {
    valid: [{ requestId, standing: 'liquidating', warranty: 'none', proof: 'maker-record-only' }],
  },
  'ActivationUnlockDenied.v1': {
    valid: [
      { requestId, reason: 'device-blocked', because: ['stolen', 'managed'] },
      { requestId, reason: 'reserved-for-another-request', because: [] },
    ],
  },
  'CarrierUnlockRequested.v1': {
    valid: [
      { requestId, customerId: 'customer-1', travel, tradeInId: 'trade-7', dueAt: asOf },
      { requestId, customerId: 'customer-1', dueAt: asOf },
    ],
  },
  'CarrierUnlockGranted.v1': { valid: [answered, atDiscretion] },
  'CarrierUnlockDenied.v1': { valid: [atDiscretion, answered] },
  'DeadlineMissed.v1': { valid: [{ requestId, dueAt: asOf }] },
  'CarrierUnlockCompleted.v1': { valid: [{ requestId }] },
  'CarrierUnlockRevoked.v1': { valid: [{ requestId, because: ['stolen'] }] },
};
