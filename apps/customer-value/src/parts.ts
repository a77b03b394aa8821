/** The names under which Nest hands out what is no class. */
export const COMMANDS = Symbol('commands');
export const CONCESSION_REMARKS = Symbol('remarks of concessions');
export const CONCESSIONS_VIEW = Symbol('concessions view');
export const CUSTOMER_DESK = Symbol('customer desk');
export const CUSTOMER_PAST = Symbol('past of customers');
export const CUSTOMERS_VIEW = Symbol('customers view');
export const ENTITLEMENTS_VIEW = Symbol('entitlements view');
export const EXPLANATIONS = Symbol('explanations');
export const OFFERS_VIEW = Symbol('offers view');
