import 'reflect-metadata';

export * from './call-routing/index.js';
export * from './coverage-complaints/index.js';
export * from './customer-value/index.js';
export * from './device-unlock/index.js';
export * from './explained-decision.js';
export * from './fields/index.js';
export * from './message-type.js';
export * from './outcome.js';
export * from './roles.js';
export * from './schema.js';
export * from './schema-converters.js';
export * from './topics.js';
