import type { Json } from '../json.js';

/** A value as JSON in UTF-8. */
export const jsonBytes = (value: Json): Buffer => Buffer.from(JSON.stringify(value));
