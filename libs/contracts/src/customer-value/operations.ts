import { ForgetCustomerV1 } from '../device-unlock/commands.js';
import { ForeignId, OneOf, PolicyVersion } from '../fields/index.js';
import { messageType } from '../message-type.js';

/** The policies of customer value. */
export const customerValuePolicies = ['customer-value'] as const;

/** Makes a version that waits for it the one that new customers, lines and claims are pinned to (RT-30). */
export class ActivateCustomerValuePolicyV1 {
  @OneOf(customerValuePolicies)
  readonly policy!: (typeof customerValuePolicies)[number];

  @PolicyVersion()
  readonly version!: number;
}

/** Shows what a supervisor noted about a concession (CV-09); every showing is recorded. The subject is the customer. */
export class ReadConcessionRemarkV1 {
  @ForeignId()
  readonly concessionId!: string;
}

/** What customer value takes about its policies and about personal values. They come by HTTP only. */
export const customerValueOperations = {
  activatePolicy: messageType('ActivatePolicy', 1, ActivateCustomerValuePolicyV1),
  forgetCustomer: messageType('ForgetCustomer', 1, ForgetCustomerV1),
  readConcessionRemark: messageType('ReadConcessionRemark', 1, ReadConcessionRemarkV1),
} as const;
