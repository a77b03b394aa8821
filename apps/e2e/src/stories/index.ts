import type { Story } from '../story.js';
import { activationLockedTradeIn, provenPurchase } from './activation-lock.js';
import { forgottenCustomer } from './forgotten.js';

/** Every story, in the order in which they are told. */
export const stories: readonly Story[] = [activationLockedTradeIn, provenPurchase, forgottenCustomer];
