export { developmentCertificate } from './auth/development-certificate.js';
export type { User } from './auth/users.js';
export type { TlsOptions } from './listener.js';
export { openLogFile, type LogFile } from './log/file.js';
export { CorruptLogError } from './log/recover.js';
export { startEventStore, type EventStoreOptions, type RunningEventStore } from './server.js';
