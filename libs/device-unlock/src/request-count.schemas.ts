import { schema, type EventSchemas, type Schema } from '@tierline/kernel';
import type { Month, RequestCountEvent } from './request-count.events.js';
import type { DeviceToken, RequestId, SourceId } from './values.js';
import { count } from './values.schemas.js';

const { flag, instant, object, someText, text } = schema;

/** A month of the policy's zone. */
export const month: Schema<Month> = text(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'a month as 2026-03');

const ofPeriod = { source: someText<SourceId>(), month, afterReviews: count, at: instant };

/** What is stored of the counts of requests. */
export const requestCountSchemas: EventSchemas<RequestCountEvent> = {
  RequestCounted: object({
    ...ofPeriod,
    requestId: someText<RequestId>(),
    device: someText<DeviceToken>(),
    isDuplicate: flag,
  }),
  RequestLimitsExceeded: object({ ...ofPeriod, requests: count, duplicates: count }),
};
