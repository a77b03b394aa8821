import type { PolicyActivated } from './policy.js';
import type { EventSchemas } from './registry.js';
import { instant, integer, object, someText } from './schema.js';

/** What is stored of activations of policies. */
export const policyActivationSchemas: EventSchemas<PolicyActivated> = {
  PolicyActivated: object({
    policy: someText(),
    version: integer(1, Number.MAX_SAFE_INTEGER),
    hash: someText(),
    at: instant,
  }),
};
