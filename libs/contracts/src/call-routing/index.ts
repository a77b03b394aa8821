export * from './events.js';
export * from './topics.js';
