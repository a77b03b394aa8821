import { localDate, schema, type EventSchemas } from '@tierline/kernel';
import type { AccountStandingEvent } from './account-standing.events.js';
import type { CustomerId, DeviceToken } from './values.js';
import { money } from './values.schemas.js';

const { instant, object, oneOf, someText } = schema;

/** What is stored of what billing says of a device's account. */
export const accountStandingSchemas: EventSchemas<AccountStandingEvent> = {
  AccountStandingReported: object({
    device: someText<DeviceToken>(),
    customerId: someText<CustomerId>(),
    activeSince: localDate,
    commitment: oneOf('none', 'running', 'ended', 'bought-out'),
    feeOwed: money,
    asOf: instant,
    at: instant,
  }),
};
