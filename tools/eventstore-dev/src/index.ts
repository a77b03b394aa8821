export { CorruptLogError } from './log/recover.js';
export type { TlsOptions } from './listener.js';
export type { LogFile } from './log/file.js';
export { startEventStore, type EventStoreOptions, type RunningEventStore } from './server.js';
