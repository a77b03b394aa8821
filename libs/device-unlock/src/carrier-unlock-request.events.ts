import { unreachable, UnreachableValue, type Instant, type Message } from '@tierline/kernel';
import type { Condition, Criterion, Travel } from './carrier-conditions.js';
import type { RequestReadiness } from './device.commands.js';
import type { BlockingCondition } from './device.events.js';
import type { CustomerId, DeviceToken, FactReference, RequestId, TradeInId } from './values.js';

/** The category of the streams of requests to remove a carrier's SIM lock, one by request id (DU-01). */
export const CARRIER_UNLOCK_REQUEST = 'device_unlock.carrier_unlock_request';

/** What was asked for. */
export interface CarrierUnlock {
  readonly requestId: RequestId;
  readonly customerId: CustomerId;
  readonly device: DeviceToken;
  /** The type allocation code of the IMEI; `null` for a serial number. No rule asks whether it is a known one (DU-14). */
  readonly tac: string | null;
  /** Why it cannot wait until the customer is entitled to it (DU-12). */
  readonly travel?: Travel;
  /** The trade-in that the lock blocks (DU-16). */
  readonly tradeInId?: TradeInId;
}

type Of<Type extends string, Data extends object = object> = Message<
  Type,
  { readonly requestId: RequestId; readonly at: Instant } & Data
>;

/** How an answer came about: each condition and criterion, and the facts that it was judged by. */
export interface Answered {
  readonly conditions: readonly Condition[];
  readonly account: FactReference;
  readonly device: FactReference;
  readonly isLate: boolean;
  /** What decided when the customer was not entitled, with the fact on the customer. */
  readonly discretion?: { readonly criteria: readonly Criterion[]; readonly customer: FactReference };
}

/** `dueAt`: the end of the second business day, as computed with the policy's calendar and zone (DU-11). */
export type CarrierUnlockRequested = Of<'CarrierUnlockRequested', CarrierUnlock & { readonly dueAt: Instant }>;
/** Whether the customer was entitled to it, or got it at our discretion (CV-09). */
export type CarrierUnlockGranted = Of<
  'CarrierUnlockGranted',
  { readonly outcome: 'entitled' | 'discretionary' } & Answered
>;
/** `discretionary`: the customer was not entitled, and neither was there a reason to make an exception. */
export type CarrierUnlockDenied = Of<
  'CarrierUnlockDenied',
  { readonly outcome: 'entitled' | 'discretionary' } & Answered
>;
/** Nothing was answered by then. The request stays open. */
export type DeadlineMissed = Of<'DeadlineMissed', { readonly dueAt: Instant }>;
/** The code has reached whoever asked for it. */
export type CarrierUnlockCompleted = Of<'CarrierUnlockCompleted', { readonly device: FactReference }>;
/** The device was reported before anybody saw its code (DU-09). */
export type CarrierUnlockRevoked = Of<
  'CarrierUnlockRevoked',
  { readonly because: readonly BlockingCondition[]; readonly device: FactReference }
>;

export type CarrierUnlockRequestEvent =
  | CarrierUnlockRequested
  | CarrierUnlockGranted
  | CarrierUnlockDenied
  | DeadlineMissed
  | CarrierUnlockCompleted
  | CarrierUnlockRevoked;

type Due = CarrierUnlock & { readonly dueAt: Instant };

/** Where a request stands. */
export type CarrierUnlockRequest =
  | { readonly status: 'none' }
  | {
      readonly status: 'open' | 'overdue' | 'granted' | 'denied' | 'completed' | 'revoked';
      readonly unlock: Due;
    };

/** Whether only the device can still forbid the unlock. */
export const carrierReadiness = (requestId: RequestId, { status }: CarrierUnlockRequest): RequestReadiness => ({
  requestId,
  isReady: status === 'granted',
});

const STATUS_AFTER = {
  CarrierUnlockGranted: 'granted',
  CarrierUnlockDenied: 'denied',
  DeadlineMissed: 'overdue',
  CarrierUnlockCompleted: 'completed',
  CarrierUnlockRevoked: 'revoked',
} as const satisfies Record<Exclude<CarrierUnlockRequestEvent['type'], 'CarrierUnlockRequested'>, string>;

/**
 * The state after a further event.
 *
 * @throws {UnreachableValue} when the stream does not begin with a request, so no decider of this build wrote it
 */
export function evolveCarrierUnlockRequest(
  state: CarrierUnlockRequest,
  event: CarrierUnlockRequestEvent,
): CarrierUnlockRequest {
  switch (event.type) {
    case 'CarrierUnlockRequested': {
      const { requestId, customerId, device, tac, travel, tradeInId, dueAt } = event.data;
      const optional = { ...(travel !== undefined && { travel }), ...(tradeInId !== undefined && { tradeInId }) };
      return { status: 'open', unlock: { requestId, customerId, device, tac, dueAt, ...optional } };
    }
    case 'CarrierUnlockGranted':
    case 'CarrierUnlockDenied':
    case 'DeadlineMissed':
    case 'CarrierUnlockCompleted':
    case 'CarrierUnlockRevoked':
      if (state.status === 'none') throw new UnreachableValue(event);
      return { status: STATUS_AFTER[event.type], unlock: state.unlock };
    default:
      return unreachable(event);
  }
}
