import { unreachable, type Instant, type Message } from '@tierline/kernel';
import type { DeviceToken, FactReference, RequestId, TradeInId } from './values.js';

/** The category of the streams of trade-ins that a lock blocks, one by trade-in id. */
export const TRADE_IN = 'device_unlock.trade_in';

/** How a request to unlock ended. */
export type UnlockOutcome = 'unlocked' | 'self-service' | 'denied';

/** A trade-in, and the request that it waits for. */
export interface TradeInLink {
  readonly tradeInId: TradeInId;
  readonly requestId: RequestId;
  readonly device: DeviceToken;
}

/** From now on the trade-in waits for the request. */
export type TradeInLinked = Message<'TradeInLinked', TradeInLink & { readonly at: Instant }>;
/** The trade-in knows how the request ended. */
export type TradeInTold = Message<
  'TradeInTold',
  {
    readonly tradeInId: TradeInId;
    readonly requestId: RequestId;
    readonly outcome: UnlockOutcome;
    readonly request: FactReference;
    readonly at: Instant;
  }
>;

export type TradeInEvent = TradeInLinked | TradeInTold;

/** Where a blocked trade-in stands. */
export type TradeIn =
  | { readonly status: 'none' }
  | { readonly status: 'waiting'; readonly link: TradeInLink }
  | { readonly status: 'told'; readonly requestId: RequestId; readonly outcome: UnlockOutcome };

/** The state after a further event. */
export function evolveTradeIn(_: TradeIn, event: TradeInEvent): TradeIn {
  switch (event.type) {
    case 'TradeInLinked': {
      const { tradeInId, requestId, device } = event.data;
      return { status: 'waiting', link: { tradeInId, requestId, device } };
    }
    case 'TradeInTold':
      return { status: 'told', requestId: event.data.requestId, outcome: event.data.outcome };
    default:
      return unreachable(event);
  }
}
