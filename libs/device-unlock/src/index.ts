export * from './activation-lock-counterfactuals.js';
export * from './activation-lock-request.commands.js';
export * from './activation-lock-request.decider.js';
export * from './activation-lock-request.events.js';
export {
  ACTIVATION_LOCK_REQUEST_REJECTIONS,
  type ActivationLockRequestRejection,
} from './activation-lock-request.rejections.js';
export * from './policy-values.js';
export * from './policy.js';
export * from './proof-match.js';
export * from './purchase-record.decider.js';
export * from './purchase-record.events.js';
export * from './registry.js';
export * from './values.js';
export * from './device.commands.js';
export * from './device.decider.js';
export * from './device.events.js';
export * from './account-standing.decider.js';
export * from './account-standing.events.js';
export * from './seller-standing.decider.js';
export * from './seller-standing.events.js';
export * from './customer-standing.decider.js';
export * from './customer-standing.events.js';
export * from './reports.js';
export * from './carrier-conditions.js';
export * from './carrier-unlock-request.decider.js';
export * from './carrier-unlock-request.events.js';
export * from './device-standing.js';
export * from './retailer-enquiry.decider.js';
export * from './retailer-enquiry.events.js';
export * from './request-source.decider.js';
export * from './request-source.events.js';
export * from './trade-in.decider.js';
export * from './trade-in.events.js';
export * from './request-limits.js';
export * from './activation-lock-explanation.js';
export * from './carrier-unlock-explanation.js';
export * from './nearest-proof.js';
