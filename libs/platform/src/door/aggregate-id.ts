const ID = /^[\w.:-]{1,64}$/;
/** The same aggregate must not have two names. */
const CAPITAL_UUID = /^(?=.*[A-F])[\dA-Fa-f]{8}(?:-[\dA-Fa-f]{4}){3}-[\dA-Fa-f]{12}$/;

/** Whether a text can be the id of an aggregate, ours or another system's. */
export const isAggregateId = (text: string): boolean => ID.test(text) && !CAPITAL_UUID.test(text);

/** What a text must be to be one. */
export const AGGREGATE_ID = 'a UUID in lower case, or 1 to 64 letters, digits and ._:-';
