export const requestId = '6b9f8a3e-7c1d-5e2f-9a4b-1c2d3e4f5a6b';
export const at = '2026-03-02T10:00:00.000Z';
const record = { stream: 'device_unlock.purchase_record-token', revision: 0 };
const place = { stream: 'device_unlock.device-token', revision: 3 };
const fields = [
  { field: 'device', result: 'equal' },
  { field: 'price', result: 'different', differenceMinor: 30_000, allowedMinor: 799 },
];
const purchase = {
  device: 'token-device',
  purchasedOn: '2025-11-28',
  seller: 'Phone House',
  price: { amountMinor: 1, currency: 'EUR' },
  receiptNumber: 'token-receipt',
};
const ofDevice = { device: 'token-device', at };
const holder = { requestId, customerId: 'c1', lock: 'carrier' };
const seller = { standing: 'liquidating', warranty: 'none', proof: 'maker-record-only' };
const source = { source: '0f6c2f5e-58c0-5b1e-9a3e-5d0a8f3c7b21', at };
const period = { ...source, month: '2026-03', afterReviews: 0 };
const enquiry = { requestId, at, device: 'token-device', seller: 'Phone House', receiptNumber: 'token-receipt' };
const answered = {
  requestId,
  at,
  outcome: 'entitled',
  conditions: [{ condition: 'own-account', result: 'met' }],
  account: record,
  device: place,
  isLate: false,
};
const travel = { from: '2026-03-10', until: '2026-03-20', country: 'JP' };

/** One stored event of each type that has no others of its kind. */
export const storedEvents = {
  ActivationUnlockRequested: { requestId, at, customerId: 'c1', device: 'token-device', tradeInId: 't1' },
  AccountCredentialsAsked: { requestId, at },
  SelfServiceAdvised: { requestId, at },
  ProofOfPurchaseRequired: { requestId, at },
  ProofRefused: { requestId, at, reason: 'fields-differ', fields, record },
  ProofMatched: { requestId, at, fields, record },
  PurchaseRecordMissing: {
    requestId,
    at,
    reason: 'no-record',
    proof: { kind: 'purchase', ...purchase },
    matches: [],
    record,
  },
  ErasureConsented: { requestId, at },
  ActivationLockRemoved: { requestId, at, device: 'token-device', erased: true, unlock: place },
  SellerFlagged: { requestId, at, ...seller, register: record },
  ActivationUnlockDenied: { requestId, at, device: place, reason: 'device-blocked', because: ['stolen'] },
  PurchaseRecorded: { ...purchase, at },
  PurchaseRecordContradicted: { ...purchase, differsIn: ['seller'], at },
  PurchaseRecordAwaited: { device: 'token-device', requestId, isThere: false, at },
  CustomerStandingAwaited: { customerId: 'c1', requestId, isThere: true, at },
  AccountStandingReported: {
    ...ofDevice,
    customerId: 'c1',
    activeSince: '2025-01-01',
    commitment: 'none',
    feeOwed: { amountMinor: 0, currency: 'USD' },
    asOf: at,
  },
  CustomerStandingReported: { customerId: 'c1', value: 3, attitude: 'neutral', asOf: at, at },
  SellerStandingReported: { seller: 'phone house', standing: 'liquidating', asOf: at, at },
  DeviceStatusReported: { ...ofDevice, condition: 'stolen', holds: true, occurredAt: at },
  UnlockReserved: { ...ofDevice, ...holder },
  UnlockReservationReleased: { ...ofDevice, requestId },
  UnlockIssued: { ...ofDevice, requestId, lock: 'carrier', code: 'sealed1:secret', request: record },
  UnlockRevoked: { ...ofDevice, requestId, because: 'stolen' },
  UnlockBeyondRevocation: { ...ofDevice, requestId, because: 'stolen', remains: 'code-shown' },
  CodeShown: { ...ofDevice, requestId, to: 'ada', showing: 1 },
  CodeAcknowledged: { ...ofDevice, requestId, by: 'ada' },
  CarrierUnlockRequested: {
    requestId,
    at,
    customerId: 'c1',
    device: 'token-device',
    tac: '49015420',
    travel,
    tradeInId: 't1',
    dueAt: at,
  },
  CarrierUnlockGranted: { ...answered },
  CarrierUnlockDenied: {
    ...answered,
    outcome: 'discretionary',
    discretion: { criteria: [{ criterion: 'attitude', result: 'not-met' }], customer: record },
  },
  DeadlineMissed: { requestId, at, dueAt: at },
  CarrierUnlockCompleted: { requestId, at, device: place },
  CarrierUnlockRevoked: { requestId, at, because: ['stolen'], device: place },
  RequestCounted: { ...period, requestId, device: 'token-device', isDuplicate: false },
  RequestLimitsExceeded: { ...period, requests: 101, duplicates: 11 },
  SourceBlocked: {
    ...source,
    origin: { door: 'store-system', id: '/stores/3' },
    month: '2026-03',
    requests: 101,
    duplicates: 11,
    count: { stream: 'device_unlock.request_count-token', revision: 101 },
  },
  SourceReviewed: { ...source, reviewer: 'ada', reason: 'duplicates-explained' },
  RetailerAsked: { ...enquiry, dueAt: at },
  RetailerAnswered: { requestId, at, answer: { kind: 'not-sold' }, isLate: false },
  RetailerContradictedItself: { requestId, at, answer: { kind: 'not-sold' } },
  RetailerDeadlineMissed: { requestId, at, dueAt: at },
  TradeInLinked: { tradeInId: 't1', requestId, device: 'token-device', at },
  TradeInTold: { tradeInId: 't1', requestId, outcome: 'unlocked', request: record, at },
} as const;
