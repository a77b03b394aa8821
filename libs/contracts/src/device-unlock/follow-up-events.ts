import { ForeignId, Instant, OneOf, Uuid } from '../fields/index.js';
import { messageType } from '../message-type.js';
import { SellerName } from './values.js';

/** A retailer is asked whether it sold the device of a request (DU-07). */
export class RetailerAskedV1 {
  @Uuid()
  readonly requestId!: string;

  @SellerName()
  readonly seller!: string;

  /** By when it should answer. */
  @Instant()
  readonly dueAt!: string;
}

/** The retailer has not answered by then; the request goes on waiting (DU-07). */
export class RetailerDeadlineMissedV1 {
  @Uuid()
  readonly requestId!: string;

  @Instant()
  readonly dueAt!: string;
}

/** A trade-in waits for a request from now on (DU-16). */
export class TradeInLinkedV1 {
  @ForeignId()
  readonly tradeInId!: string;

  @Uuid()
  readonly requestId!: string;
}

/** How the request ended that a trade-in waited for (DU-16). */
export class TradeInToldV1 extends TradeInLinkedV1 {
  @OneOf(['unlocked', 'self-service', 'denied'])
  readonly outcome!: 'unlocked' | 'self-service' | 'denied';
}

/** What device unlock publishes of what follows from requests. */
export const followUpEvents = {
  retailerAsked: messageType('RetailerAsked', 1, RetailerAskedV1),
  retailerDeadlineMissed: messageType('RetailerDeadlineMissed', 1, RetailerDeadlineMissedV1),
  tradeInLinked: messageType('TradeInLinked', 1, TradeInLinkedV1),
  tradeInTold: messageType('TradeInTold', 1, TradeInToldV1),
} as const;
