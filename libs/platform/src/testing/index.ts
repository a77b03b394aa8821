export * from './start-door.js';
export * from './running-stack.js';
