export * from './answers.js';
export * from './commands.js';
export * from './events.js';
export * from './policy-commands.js';
export * from './topics.js';
export * from './values.js';
