import { schema, type EventSchemas } from '@tierline/kernel';
import { month } from './request-count.schemas.js';
import { REVIEW_REASONS, type RequestSourceEvent, type SourceOrigin } from './request-source.events.js';
import type { SourceId } from './values.js';
import { count, factReference } from './values.schemas.js';

const { instant, object, oneOf, optional, someText } = schema;

const ofSource = { source: someText<SourceId>(), at: instant };
const origin = object<SourceOrigin>({ door: someText(), id: someText(), employer: optional(someText()) });

/** What is stored of the sources of requests. */
export const requestSourceSchemas: EventSchemas<RequestSourceEvent> = {
  SourceBlocked: object({ ...ofSource, origin, month, requests: count, duplicates: count, count: factReference }),
  SourceReviewed: object({ ...ofSource, reviewer: someText(), reason: oneOf(...REVIEW_REASONS) }),
};
