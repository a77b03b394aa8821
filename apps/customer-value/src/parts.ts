/** The names under which Nest hands out what is no class. */
export const COMMANDS = Symbol('commands');
