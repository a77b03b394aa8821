import { schema, type EventSchemas, type Schema } from '@tierline/kernel';
import type { Month, RequestSourceEvent } from './request-source.events.js';
import type { DeviceToken, RequestId, SourceId } from './values.js';
import { count } from './values.schemas.js';

const { flag, instant, object, someText, text } = schema;

const ofSource = { source: someText<SourceId>(), at: instant };
const month: Schema<Month> = text(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'a month as 2026-03');

/** What is stored of the sources of requests. */
export const requestSourceSchemas: EventSchemas<RequestSourceEvent> = {
  RequestCounted: object({
    ...ofSource,
    requestId: someText<RequestId>(),
    device: someText<DeviceToken>(),
    month,
    isDuplicate: flag,
  }),
  SourceBlocked: object({ ...ofSource, month, requests: count, duplicates: count }),
  SourceReviewed: object({ ...ofSource, reviewer: someText() }),
};
