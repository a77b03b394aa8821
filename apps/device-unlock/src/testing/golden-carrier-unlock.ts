import type { Instant } from '@tierline/kernel';
import { actors, type GoldenRecorder } from './golden-recorder.js';

const identity = (value: string) => ({ kind: 'imei', value });
const asOf = '2026-03-01T00:00:00.000Z';
const travel = { from: '2026-03-10', until: '2026-03-20', country: 'JP' };
const wish = (customerId: string, device: string, rest: object = {}) => ({
  customerId,
  device: identity(device),
  ...rest,
});
const account = (customerId: string, device: string, change: object = {}) => ({
  device: identity(device),
  customerId,
  activeSince: '2025-11-28',
  commitment: 'ended',
  feeOwed: { amountMinor: 0, currency: 'USD' },
  asOf,
  ...change,
});
const stolen = (device: string) => ({ device: identity(device), condition: 'stolen', holds: true, occurredAt: asOf });

const [BOUGHT, STOLEN, ABROAD, BOUND, SLOW] = [
  '490154203237518',
  '356938035643809',
  '352099001761481',
  '010928003892301',
  '012850003580200',
] as const;

/** Histories of requests to remove a carrier's lock, with everything that they lead to elsewhere. */
export async function carrierUnlockHistories({ send, tell, followUp, missDeadline }: GoldenRecorder) {
  // Completed: an entitlement, whose code one actor sees twice and no other, and whose trade-in is told.
  await tell('RecordAccountStanding', account('d1', BOUGHT));
  await send('completed', 'RequestCarrierUnlock', wish('d1', BOUGHT, { tradeInId: 't2' }));
  await send('completed', 'AcknowledgeCode');
  await send('completed', 'ShowCode');
  await send('completed', 'ShowCode', {}, actors.bo);
  await send('completed', 'ShowCode');
  await send('completed', 'AcknowledgeCode');
  await followUp();

  // Revoked: stolen before anybody saw the code.
  await tell('RecordAccountStanding', account('d2', STOLEN));
  await send('revoked', 'RequestCarrierUnlock', wish('d2', STOLEN));
  await tell('RecordDeviceStatus', stolen(STOLEN));
  await tell('RecordDeviceStatus', stolen(STOLEN));
  await followUp();

  // For a journey, once something is known of the customer; stolen when the code was out already.
  await tell('RecordAccountStanding', account('d3', ABROAD, { commitment: 'running', activeSince: '2026-02-20' }));
  await send('discretionary', 'RequestCarrierUnlock', wish('d3', ABROAD, { travel }));
  await followUp();
  await tell('CustomerStandingChanged', { customerId: 'd3', value: 3, attitude: 'neutral', asOf });
  await followUp();
  await send('discretionary', 'ShowCode', {}, actors.cleo);
  await tell('RecordDeviceStatus', stolen(ABROAD));
  await followUp();

  // Denied, so that the device is free for another request, and the trade-in is told.
  await tell('RecordAccountStanding', account('d4', BOUND, { commitment: 'running' }));
  await send('denied', 'RequestCarrierUnlock', wish('d4', BOUND, { tradeInId: 't3' }));
  await followUp();

  // Overdue, and answered late.
  const late = '2026-03-20T10:00:00.000Z' as Instant;
  await send('overdue', 'RequestCarrierUnlock', wish('d5', SLOW));
  await followUp();
  await missDeadline('carrier-unlock', 'overdue', late);
  await tell('RecordAccountStanding', account('d5', SLOW), late);
  await send('overdue', 'AnswerCarrierUnlock', {}, actors.ada, late);
  await followUp();
}
