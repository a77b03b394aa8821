import type { Story } from '../story.js';
import { activationLockedTradeIn, provenPurchase } from './activation-lock.js';
import { customerNumber } from './customer-number.js';
import { forgottenCustomer } from './forgotten.js';
import { kioskPhone } from './kiosk-phone.js';
import { terminationFees } from './termination-fee.js';
import { threatToLeave } from './threat-to-leave.js';
import { travelUnlock } from './travel-unlock.js';
import { unlimitedPlan } from './unlimited-plan.js';
import { unusualUsage } from './unusual-usage.js';

/** Every story, in the order in which they are told. */
export const stories: readonly Story[] = [
  activationLockedTradeIn,
  provenPurchase,
  customerNumber,
  terminationFees,
  threatToLeave,
  travelUnlock,
  unlimitedPlan,
  unusualUsage,
  kioskPhone,
  forgottenCustomer,
];
