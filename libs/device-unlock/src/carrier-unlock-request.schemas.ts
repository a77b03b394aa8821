import { schema, type EventSchemas, type Schema } from '@tierline/kernel';
import { condition, criterion, travel } from './carrier-conditions.schemas.js';
import type {
  Answered,
  CarrierUnlockGranted,
  CarrierUnlockRequested,
  CarrierUnlockRequestEvent,
} from './carrier-unlock-request.events.js';
import { blockingCondition } from './device.schemas.js';
import type { CustomerId, DeviceToken, RequestId, TradeInId } from './values.js';
import { factReference } from './values.schemas.js';

const { flag, instant, list, nullOr, object, oneOf, optional, someText, text } = schema;

const ofRequest = { requestId: someText<RequestId>(), at: instant };
const discretion: Schema<NonNullable<Answered['discretion']>> = object({
  criteria: list(criterion),
  customer: factReference,
});
const outcome: Schema<'entitled' | 'discretionary'> = oneOf('entitled', 'discretionary');
const answered = {
  ...ofRequest,
  outcome,
  conditions: list(condition),
  account: factReference,
  device: factReference,
  isLate: flag,
  discretion: optional(discretion),
};

/** What is stored of requests to remove a carrier's SIM lock. */
export const carrierUnlockRequestSchemas: EventSchemas<CarrierUnlockRequestEvent> = {
  CarrierUnlockRequested: object<CarrierUnlockRequested['data']>({
    ...ofRequest,
    customerId: someText<CustomerId>(),
    device: someText<DeviceToken>(),
    tac: nullOr(text(/^\d{8}$/, 'a type allocation code')),
    travel: optional(travel),
    tradeInId: optional(someText<TradeInId>()),
    dueAt: instant,
  }),
  CarrierUnlockGranted: object<CarrierUnlockGranted['data']>(answered),
  CarrierUnlockDenied: object<CarrierUnlockGranted['data']>(answered),
  DeadlineMissed: object({ ...ofRequest, dueAt: instant }),
  CarrierUnlockCompleted: object({ ...ofRequest, device: factReference }),
  CarrierUnlockRevoked: object({ ...ofRequest, because: list(blockingCondition), device: factReference }),
};
