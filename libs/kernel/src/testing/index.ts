export * from './freeze.js';
export * from './memory-store.js';
export * from './record-commands.js';
export * from './specify.js';
export * from './stored-events.js';
export * from './weak-digest.js';
