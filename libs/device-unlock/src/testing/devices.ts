import type { Instant } from '@tierline/kernel';
import { ACTIVATION_LOCK_REQUEST } from '../activation-lock-request.events.js';
import type { IssueFacts } from '../device.commands.js';
import type { BlockingCondition, DeviceEvent, UnlockHolder } from '../device.events.js';
import { cite, type CustomerId, type RequestId, type SealedCode } from '../values.js';
import { at, cleo, command, fact, phone, requestId } from './fixtures.js';

export const code = 'sealed:1' as SealedCode;
export const carrierHolder: UnlockHolder = { requestId, customerId: cleo, lock: 'carrier' };
export const activationHolder: UnlockHolder = { requestId, customerId: cleo, lock: 'activation' };
export const dansHolder: UnlockHolder = {
  requestId: 'request-2' as RequestId,
  customerId: 'customer-dan' as CustomerId,
  lock: 'carrier',
};
export const ready: IssueFacts = { request: fact(ACTIVATION_LOCK_REQUEST, { requestId, isReady: true }, 4) };

export const report = (condition: BlockingCondition, holds = true, occurredAt = '2026-03-01T08:00:00.000Z') =>
  command('RecordDeviceStatus', { device: phone, condition, holds, occurredAt: occurredAt as Instant });
export const reserve = (holder: UnlockHolder) => command('ReserveUnlock', { device: phone, ...holder });
export const release = (of = requestId) => command('ReleaseUnlock', { device: phone, requestId: of });
export const issueCode = (facts = ready) =>
  command('IssueUnlock', { device: phone, requestId, lock: 'carrier' as const, code }, facts);
export const issueRemoval = (facts = ready) =>
  command('IssueUnlock', { device: phone, requestId, lock: 'activation' as const }, facts);
export const showCode = command('ShowCode', { device: phone, requestId });
export const acknowledge = command('AcknowledgeCode', { device: phone, requestId });

const of = { device: phone, at };
export const reported = (
  condition: BlockingCondition,
  holds = true,
  occurredAt = '2026-03-01T08:00:00.000Z',
): DeviceEvent => ({
  type: 'DeviceStatusReported',
  data: { ...of, condition, holds, occurredAt: occurredAt as Instant },
});
export const reserved = (holder: UnlockHolder): DeviceEvent => ({ type: 'UnlockReserved', data: { ...of, ...holder } });
export const released: DeviceEvent = { type: 'UnlockReservationReleased', data: { ...of, requestId } };
export const codeIssued: DeviceEvent = {
  type: 'UnlockIssued',
  data: { ...of, requestId, lock: 'carrier', code, request: cite(ready.request) },
};
export const removalIssued: DeviceEvent = {
  type: 'UnlockIssued',
  data: { ...of, requestId, lock: 'activation', request: cite(ready.request) },
};
export const codeShown: DeviceEvent = { type: 'CodeShown', data: { ...of, requestId, to: 'agent-ada', showing: 1 } };
export const acknowledged: DeviceEvent = { type: 'CodeAcknowledged', data: { ...of, requestId, by: 'agent-ada' } };
