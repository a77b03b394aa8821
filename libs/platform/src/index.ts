export * from './door/received-command.js';
export * from './door/validate.js';
