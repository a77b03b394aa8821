import { schema, type EventSchemas } from '@tierline/kernel';
import type { TradeInEvent } from './trade-in.events.js';
import type { DeviceToken, RequestId, TradeInId } from './values.js';
import { factReference } from './values.schemas.js';

const { instant, object, oneOf, someText } = schema;

const ofTradeIn = { tradeInId: someText<TradeInId>(), requestId: someText<RequestId>(), at: instant };

/** What is stored of trade-ins that a lock blocks. */
export const tradeInSchemas: EventSchemas<TradeInEvent> = {
  TradeInLinked: object({ ...ofTradeIn, device: someText<DeviceToken>() }),
  TradeInTold: object({
    ...ofTradeIn,
    outcome: oneOf('unlocked', 'self-service', 'denied'),
    request: factReference,
  }),
};
