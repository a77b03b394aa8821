import { schema, type Schema } from '@tierline/kernel';
import type { CustomerId, CustomerValue, LineId, Money } from './values.js';

const { instant, integer, object, oneOf, someText, text } = schema;

const LARGEST = Number.MAX_SAFE_INTEGER;

/** A whole number of either sign. */
export const anyInteger: Schema<number> = integer(-LARGEST, LARGEST);

/** A number of things, or an amount that is not owed. */
export const count: Schema<number> = integer(0, LARGEST);

/** A currency of ISO 4217. */
export const currency: Schema<string> = text(/^[A-Z]{3}$/, 'a currency of ISO 4217');

/** An amount of 0 or more. */
export const money: Schema<Money> = object({ amountMinor: count, currency });

/** A value number. */
export const customerValue: Schema<CustomerValue> = oneOf(0, 1, 2, 3, 4, 5);

/** A period of billing. */
export const period = <Text extends string>(): Schema<Text> => text(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'a period as 2026-03');

/** What every event of a customer says. */
export const ofCustomer = { customerId: someText<CustomerId>(), at: instant };

/** The id of a line. */
export const lineId: Schema<LineId> = someText<LineId>();
