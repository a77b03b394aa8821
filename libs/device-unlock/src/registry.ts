import { eventRegistry, type EventRegistry, type Message } from '@tierline/kernel';
import { ACTIVATION_LOCK_REQUEST, type ActivationLockRequestEvent } from './activation-lock-request.events.js';
import { activationLockRequestSchemas } from './activation-lock-request.schemas.js';
import { PURCHASE_RECORD, type PurchaseRecordEvent } from './purchase-record.events.js';
import { purchaseRecordSchemas } from './purchase-record.schemas.js';

/** Every event that device unlock stores of its decisions. */
export type DeviceUnlockEvent = ActivationLockRequestEvent | PurchaseRecordEvent;

/** The category of the streams in which each event type stands. A type is never renamed and never used for another. */
export const DEVICE_UNLOCK_EVENTS = {
  ActivationUnlockRequested: ACTIVATION_LOCK_REQUEST,
  AccountCredentialsAsked: ACTIVATION_LOCK_REQUEST,
  SelfServiceAdvised: ACTIVATION_LOCK_REQUEST,
  ProofOfPurchaseRequired: ACTIVATION_LOCK_REQUEST,
  ProofRefused: ACTIVATION_LOCK_REQUEST,
  ProofMatched: ACTIVATION_LOCK_REQUEST,
  PurchaseRecordMissing: ACTIVATION_LOCK_REQUEST,
  ErasureConsented: ACTIVATION_LOCK_REQUEST,
  ActivationLockRemoved: ACTIVATION_LOCK_REQUEST,
  PurchaseRecorded: PURCHASE_RECORD,
  PurchaseRecordContradicted: PURCHASE_RECORD,
} as const satisfies Record<DeviceUnlockEvent['type'], string>;

/** Whether an event is one of device unlock's own. */
export const isDeviceUnlockEvent = (event: Message): event is DeviceUnlockEvent =>
  Object.hasOwn(DEVICE_UNLOCK_EVENTS, event.type);

/** Lets pass what this build knows, type and data: device unlock's own events, and those that every context stores. */
export const deviceUnlockRegistry: EventRegistry = eventRegistry<DeviceUnlockEvent>('device unlock', {
  ...activationLockRequestSchemas,
  ...purchaseRecordSchemas,
});
