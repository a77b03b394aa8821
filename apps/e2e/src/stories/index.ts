import type { Story } from '../story.js';
import { activationLockedTradeIn, provenPurchase } from './activation-lock.js';
import { forgottenCustomer } from './forgotten.js';
import { kioskPhone } from './kiosk-phone.js';
import { travelUnlock } from './travel-unlock.js';

/** Every story, in the order in which they are told. */
export const stories: readonly Story[] = [
  activationLockedTradeIn,
  provenPurchase,
  travelUnlock,
  kioskPhone,
  forgottenCustomer,
];
