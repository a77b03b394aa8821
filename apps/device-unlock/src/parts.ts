/** The names under which Nest hands out what is no class. */
export const COMMANDS = Symbol('commands');
export const REMARKS = Symbol('remarks');
export const REQUEST_SOURCES = Symbol('sources of requests');
export const REQUESTS_VIEW = Symbol('requests view');
export const CARRIER_DESK = Symbol('carrier desk');
export const CARRIER_VIEW = Symbol('carrier view');
export const ACTIVATION_EXPLANATIONS = Symbol('explanations of activation-lock requests');
export const ACTIVATION_AS_OF = Symbol('activation-lock requests as of a moment');
export const CARRIER_AS_OF = Symbol('carrier-unlock requests as of a moment');
export const CARRIER_EXPLANATIONS = Symbol('explanations of carrier-unlock requests');
