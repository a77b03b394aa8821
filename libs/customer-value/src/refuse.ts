import { reject, type Rejection } from '@tierline/kernel';
import { CUSTOMER_REJECTIONS, type CustomerRejection } from './customer.commands.js';
import type { CustomerEvent } from './customer.events.js';

/** What a decision about a customer is. */
export type CustomerDecided = readonly CustomerEvent[] | Rejection<CustomerRejection>;

/** Refuses for a reason, by the rule that it rests on. */
export const no = (reason: CustomerRejection): Rejection<CustomerRejection> =>
  reject(reason, CUSTOMER_REJECTIONS[reason]);
