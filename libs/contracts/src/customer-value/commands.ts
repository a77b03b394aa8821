import { callRoutingEvents } from '../call-routing/events.js';
import { coverageComplaintsEvents } from '../coverage-complaints/events.js';
import type { Guarded } from '../fields/index.js';
import type { MessageOf } from '../message-type.js';
import { customerDeskCommands } from './desk-commands.js';
import { billingFacts } from './facts-of-billing.js';
import { orderFacts } from './facts-of-orders.js';
import { customerValueFollowUps } from './follow-ups.js';
import { usageCommands } from './usage.js';

/** Every command that customer value takes, and every event of others that it takes like one. */
export const customerValueCommands = {
  ...orderFacts,
  ...billingFacts,
  ...usageCommands,
  ...callRoutingEvents,
  ...coverageComplaintsEvents,
  ...customerDeskCommands,
  ...customerValueFollowUps,
} as const;

/** Any command that customer value takes, as it gets past the door. */
export type CustomerValueCommandV1 = Guarded<
  MessageOf<(typeof customerValueCommands)[keyof typeof customerValueCommands]>
>;
