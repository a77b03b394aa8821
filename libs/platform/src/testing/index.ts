export * from './application.js';
export * from './folded-view.js';
export * from './follow-events.js';
export * from './golden-recorder.js';
export * from './golden-streams.js';
export * from './received-by.js';
export * from './running-stack.js';
export * from './start-door.js';
