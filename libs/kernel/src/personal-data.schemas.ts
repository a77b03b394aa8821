import type { PersonalDataEvent } from './personal-data.js';
import type { EventSchemas } from './registry.js';
import { instant, object, someText } from './schema.js';

/** What is stored of dealings with personal values. None of these fields is one. */
export const personalDataSchemas: EventSchemas<PersonalDataEvent> = {
  SubjectForgotten: object({ subject: someText(), at: instant }),
  ValueDisclosed: object({ subject: someText(), of: someText(), field: someText(), at: instant }),
};
