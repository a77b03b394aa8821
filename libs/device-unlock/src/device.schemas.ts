import { schema, type EventSchemas, type Schema } from '@tierline/kernel';
import type { BlockingCondition, DeviceEvent, Lock, UnlockIssued } from './device.events.js';
import type { CustomerId, DeviceToken, RequestId, SealedCode } from './values.js';
import { count, factReference } from './values.schemas.js';

const { flag, instant, object, oneOf, someText, variants } = schema;

/** What keeps a device locked. */
export const blockingCondition: Schema<BlockingCondition> = oneOf('lost', 'stolen', 'lost-mode', 'managed');

const lock: Schema<Lock> = oneOf('activation', 'carrier');
const ofDevice = { device: someText<DeviceToken>(), at: instant };
const requestId = someText<RequestId>();
const issued = { ...ofDevice, requestId, request: factReference };

const unlockIssued: Schema<UnlockIssued['data']> = variants('lock', {
  activation: object({ ...issued, lock: oneOf('activation') }),
  carrier: object({ ...issued, lock: oneOf('carrier'), code: someText<SealedCode>() }),
});

/** What is stored of a device's unlocks. */
export const deviceSchemas: EventSchemas<DeviceEvent> = {
  DeviceStatusReported: object({ ...ofDevice, condition: blockingCondition, holds: flag, occurredAt: instant }),
  UnlockReserved: object({ ...ofDevice, requestId, customerId: someText<CustomerId>(), lock }),
  UnlockReservationReleased: object({ ...ofDevice, requestId }),
  UnlockIssued: unlockIssued,
  UnlockRevoked: object({ ...ofDevice, requestId, because: blockingCondition }),
  UnlockBeyondRevocation: object({
    ...ofDevice,
    requestId,
    because: blockingCondition,
    remains: oneOf('code-shown', 'activation-lock-removed'),
  }),
  CodeShown: object({ ...ofDevice, requestId, to: someText(), showing: count }),
  CodeAcknowledged: object({ ...ofDevice, requestId, by: someText() }),
};
