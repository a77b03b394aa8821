/** The names under which Nest hands out what is no class. */
export const COMMANDS = Symbol('commands');
export const CONCESSION_REMARKS = Symbol('remarks of concessions');
export const CUSTOMER_DESK = Symbol('customer desk');
