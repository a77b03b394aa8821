import { eventRegistry, type EventRegistry, type Message } from '@tierline/kernel';
import { ACCOUNT_STANDING, type AccountStandingEvent } from './account-standing.events.js';
import { accountStandingSchemas } from './account-standing.schemas.js';
import { ACTIVATION_LOCK_REQUEST, type ActivationLockRequestEvent } from './activation-lock-request.events.js';
import { activationLockRequestSchemas } from './activation-lock-request.schemas.js';
import { CARRIER_UNLOCK_REQUEST, type CarrierUnlockRequestEvent } from './carrier-unlock-request.events.js';
import { carrierUnlockRequestSchemas } from './carrier-unlock-request.schemas.js';
import { CUSTOMER_STANDING, type CustomerStandingEvent } from './customer-standing.events.js';
import { customerStandingSchemas } from './customer-standing.schemas.js';
import { DEVICE, type DeviceEvent } from './device.events.js';
import { deviceSchemas } from './device.schemas.js';
import { PURCHASE_RECORD, type PurchaseRecordEvent } from './purchase-record.events.js';
import { purchaseRecordSchemas } from './purchase-record.schemas.js';
import { REQUEST_COUNT, type RequestCountEvent } from './request-count.events.js';
import { requestCountSchemas } from './request-count.schemas.js';
import { REQUEST_SOURCE, type RequestSourceEvent } from './request-source.events.js';
import { requestSourceSchemas } from './request-source.schemas.js';
import { RETAILER_ENQUIRY, type RetailerEnquiryEvent } from './retailer-enquiry.events.js';
import { retailerEnquirySchemas } from './retailer-enquiry.schemas.js';
import { SELLER_STANDING, type SellerStandingEvent } from './seller-standing.events.js';
import { sellerStandingSchemas } from './seller-standing.schemas.js';
import { TRADE_IN, type TradeInEvent } from './trade-in.events.js';
import { tradeInSchemas } from './trade-in.schemas.js';

/** Every event that device unlock stores of its decisions. */
export type DeviceUnlockEvent =
  | AccountStandingEvent
  | ActivationLockRequestEvent
  | CarrierUnlockRequestEvent
  | CustomerStandingEvent
  | DeviceEvent
  | PurchaseRecordEvent
  | RequestCountEvent
  | RequestSourceEvent
  | RetailerEnquiryEvent
  | SellerStandingEvent
  | TradeInEvent;

/** The category of the streams in which each event type stands. A type is never renamed and never used for another. */
export const DEVICE_UNLOCK_EVENTS = {
  AccountStandingReported: ACCOUNT_STANDING,
  ActivationUnlockRequested: ACTIVATION_LOCK_REQUEST,
  AccountCredentialsAsked: ACTIVATION_LOCK_REQUEST,
  SelfServiceAdvised: ACTIVATION_LOCK_REQUEST,
  ProofOfPurchaseRequired: ACTIVATION_LOCK_REQUEST,
  ProofRefused: ACTIVATION_LOCK_REQUEST,
  ProofMatched: ACTIVATION_LOCK_REQUEST,
  PurchaseRecordMissing: ACTIVATION_LOCK_REQUEST,
  ErasureConsented: ACTIVATION_LOCK_REQUEST,
  ActivationLockRemoved: ACTIVATION_LOCK_REQUEST,
  SellerFlagged: ACTIVATION_LOCK_REQUEST,
  ActivationUnlockDenied: ACTIVATION_LOCK_REQUEST,
  CarrierUnlockRequested: CARRIER_UNLOCK_REQUEST,
  CarrierUnlockGranted: CARRIER_UNLOCK_REQUEST,
  CarrierUnlockDenied: CARRIER_UNLOCK_REQUEST,
  DeadlineMissed: CARRIER_UNLOCK_REQUEST,
  CarrierUnlockCompleted: CARRIER_UNLOCK_REQUEST,
  CarrierUnlockRevoked: CARRIER_UNLOCK_REQUEST,
  CustomerStandingReported: CUSTOMER_STANDING,
  CustomerStandingAwaited: CUSTOMER_STANDING,
  DeviceStatusReported: DEVICE,
  UnlockReserved: DEVICE,
  UnlockReservationReleased: DEVICE,
  UnlockIssued: DEVICE,
  UnlockRevoked: DEVICE,
  UnlockBeyondRevocation: DEVICE,
  CodeShown: DEVICE,
  CodeAcknowledged: DEVICE,
  PurchaseRecorded: PURCHASE_RECORD,
  PurchaseRecordContradicted: PURCHASE_RECORD,
  PurchaseRecordAwaited: PURCHASE_RECORD,
  RequestCounted: REQUEST_COUNT,
  RequestLimitsExceeded: REQUEST_COUNT,
  SourceBlocked: REQUEST_SOURCE,
  SourceReviewed: REQUEST_SOURCE,
  RetailerAsked: RETAILER_ENQUIRY,
  RetailerAnswered: RETAILER_ENQUIRY,
  RetailerContradictedItself: RETAILER_ENQUIRY,
  RetailerDeadlineMissed: RETAILER_ENQUIRY,
  SellerStandingReported: SELLER_STANDING,
  TradeInLinked: TRADE_IN,
  TradeInTold: TRADE_IN,
} as const satisfies Record<DeviceUnlockEvent['type'], string>;

/** Whether an event is one of device unlock's own. */
export const isDeviceUnlockEvent = (event: Message): event is DeviceUnlockEvent =>
  Object.hasOwn(DEVICE_UNLOCK_EVENTS, event.type);

/** Lets pass what this build knows, type and data: device unlock's own events, and those that every context stores. */
export const deviceUnlockRegistry: EventRegistry = eventRegistry<DeviceUnlockEvent>('device unlock', {
  ...accountStandingSchemas,
  ...activationLockRequestSchemas,
  ...carrierUnlockRequestSchemas,
  ...customerStandingSchemas,
  ...deviceSchemas,
  ...purchaseRecordSchemas,
  ...requestCountSchemas,
  ...requestSourceSchemas,
  ...retailerEnquirySchemas,
  ...sellerStandingSchemas,
  ...tradeInSchemas,
});
