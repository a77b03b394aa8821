export * from './apply.js';
export * from './fields.js';
export * from './imei.js';
export * from './instant.js';
export * from './local-date.js';
export * from './nested.js';
export * from './personal-fields.js';
export * from './personal.js';
