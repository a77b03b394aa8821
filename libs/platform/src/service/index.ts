export * from './clock.js';
export * from './common-settings.js';
export * from './environment.js';
export * from './health.js';
export * from './logs.js';
export * from './metrics.js';
export * from './run-service.js';
export * from './settings.js';
