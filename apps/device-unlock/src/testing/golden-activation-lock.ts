import type { Instant } from '@tierline/kernel';
import { actors, type GoldenRecorder } from './golden-recorder.js';

const identity = (value: string) => ({ kind: 'serial', value });
const sale = (device: string) => ({
  device: identity(device),
  purchasedOn: '2025-11-28',
  seller: 'Phone House',
  price: { amountMinor: 79_900, currency: 'EUR' },
  receiptNumber: 'receipt-token-1',
});
const receipt = (device: string, change: object = {}) => ({ proof: { kind: 'purchase', ...sale(device), ...change } });
const licence = { proof: { kind: 'identity-document', document: 'drivers-licence' } };
const wish = (customerId: string, device: string, rest: object = {}) => ({
  customerId,
  device: identity(device),
  ...rest,
});
const consent = { erasesTheDevice: true };
const asOf = '2026-03-01T00:00:00.000Z';

/** Histories of requests to remove a maker's account lock, with everything that they lead to elsewhere. */
export async function activationLockHistories({ send, tell, followUp, personal, missDeadline }: GoldenRecorder) {
  // Unlocked: refused for a licence, for another receipt and before the consent, and nothing is done twice.
  await tell('RecordPurchase', sale('a1'));
  await tell('RecordPurchase', sale('a1'));
  await send('unlocked', 'RequestActivationUnlock', wish('c1', 'a1', { tradeInId: 't1' }));
  await send('unlocked', 'SubmitProof', receipt('a1'));
  await send('unlocked', 'AnswerCredentials', { credentials: 'unknown' });
  await send('unlocked', 'SubmitProof', licence);
  await send('unlocked', 'SubmitProof', { proof: { kind: 'customer-word' } }, actors.cleo);
  await send('unlocked', 'SubmitProof', receipt('a1', { purchasedOn: '2027-01-01' }));
  await send('unlocked', 'SubmitProof', receipt('a1', { receiptNumber: 'receipt-token-2' }));
  await send('unlocked', 'SubmitProof', receipt('a1', { seller: 'PHONE  HOUSE' }));
  await send('unlocked', 'RemoveActivationLock');
  await send('unlocked', 'ConsentToErasure', consent, actors.cleo);
  await send('unlocked', 'ConsentToErasure', consent);
  await send('unlocked', 'RemoveActivationLock', {}, actors.cleo);
  await send('unlocked', 'RemoveActivationLock');
  await followUp();

  // By the customers themselves, whose remark and telephone number are kept until they are forgotten.
  const kept = { telephone: 'telephone-token-1', remark: 'sealed1:bm90aGluZyBiZWhpbmQgaXQ=' };
  await send('self-service', 'RequestActivationUnlock', wish('c2', 'a2', kept));
  await send('self-service', 'RequestActivationUnlock', wish('c3', 'a2'));
  await send('self-service', 'AnswerCredentials', { credentials: 'known' });
  await personal('DiscloseValue', 'c2', { of: 'self-service', field: 'remark' });
  await personal('ForgetSubject', 'c2');
  await personal('ForgetSubject', 'c2');

  // Denied: everything is right, and the device is stolen.
  await tell('RecordPurchase', sale('a3'));
  await send('denied', 'RequestActivationUnlock', wish('c4', 'a3'));
  await send('denied', 'AnswerCredentials', { credentials: 'unknown' });
  await send('denied', 'SubmitProof', receipt('a3'));
  await send('denied', 'ConsentToErasure', consent);
  await tell('RecordDeviceStatus', { device: identity('a3'), condition: 'stolen', holds: true, occurredAt: asOf });
  await send('denied', 'RemoveActivationLock');
  await followUp();

  // Undecided, and then settled by the record that comes; and once more by two that contradict.
  await send('awaited', 'RequestActivationUnlock', wish('c5', 'a4'));
  await send('awaited', 'AnswerCredentials', { credentials: 'unknown' });
  await tell('RecordSellerStanding', { seller: 'Phone House', standing: 'liquidating', asOf });
  await tell('RecordSellerStanding', {
    seller: 'Phone House',
    standing: 'authorised',
    asOf: '2027-01-01T00:00:00.000Z',
  });
  await send('awaited', 'SubmitProof', receipt('a4'));
  await followUp();
  await tell('RecordPurchase', sale('a4'));
  await tell('RecordPurchase', { ...sale('a4'), seller: 'Kiosk', price: { amountMinor: 100, currency: 'JPY' } });
  await followUp();

  // Asked of the retailer, who answers late, and then something else.
  await tell('RecordSellerStanding', { seller: 'Corner Shop', standing: 'authorised', asOf });
  await send('asked', 'RequestActivationUnlock', wish('c6', 'a5'));
  await send('asked', 'AnswerCredentials', { credentials: 'unknown' });
  await send('asked', 'SubmitProof', receipt('a5', { seller: 'Corner Shop' }));
  await followUp();
  const late = '2026-03-20T10:00:00.000Z' as Instant;
  await missDeadline('retailer-enquiry', 'asked', late);
  const sold = { kind: 'sold', ...sale('a5'), seller: 'corner shop' };
  await tell('RecordRetailerAnswer', { answer: sold }, late, 'asked');
  await followUp();
  await tell('RecordRetailerAnswer', { answer: { kind: 'not-sold' } }, late, 'asked');
}
