export * from './described-metrics.js';
export * from './measures.js';
