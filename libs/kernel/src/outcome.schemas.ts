import type { OutcomeEvent } from './outcome.js';
import type { EventSchemas } from './registry.js';
import { object, someText, text } from './schema.js';

/** What is stored of a command that ended without an event of its own. */
export const outcomeSchemas: EventSchemas<OutcomeEvent> = {
  CommandRefused: object({
    command: someText(),
    reason: someText(),
    rule: text(/^(?:RT|CV|DU|QA|CC)-\S+$/, 'the id of a rule as DU-04'),
  }),
  CommandHadNoEffect: object({ command: someText() }),
};
