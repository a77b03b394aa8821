export * from './start-door.js';
