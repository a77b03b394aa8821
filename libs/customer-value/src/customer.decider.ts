import { unreachable, type Decider } from '@tierline/kernel';
import { decideConcession } from './concession.decider.js';
import type { CustomerCommand, CustomerRejection } from './customer.commands.js';
import type { CustomerEvent } from './customer.events.js';
import { evolveCustomer, newCustomer, type Customer } from './customer.js';
import { decideFact } from './fact.decider.js';
import { decideOffer } from './offer.decider.js';
import type { CustomerValuePolicyValues } from './policy-values.js';
import { no } from './refuse.js';
import { quoteTerminationFee } from './termination-fee.decider.js';
import { decideUsageReview } from './usage-review.decider.js';

/**
 * Everything that is decided about one customer. It is one stream, so that no concession can be granted while a flag is being
 * opened (CV-21), and no plan be lost that was not disclosed (CV-19).
 */
export const customerDecider: Decider<
  CustomerCommand,
  CustomerEvent,
  Customer,
  CustomerRejection,
  CustomerValuePolicyValues
> = {
  initial: newCustomer,
  decide: (command, state, policy) => {
    if (state.customerId !== null && state.customerId !== command.data.customerId) return no('another-customer');
    switch (command.type) {
      case 'QuoteTerminationFee':
        return quoteTerminationFee(command, state, policy);
      case 'OpenUsageReview':
      case 'AnswerUsageReview':
        return decideUsageReview(command, state);
      case 'DecideConcession':
      case 'DecideConcessionOtherwise':
        return decideConcession(command, state, policy.values);
      case 'MakeOffer':
      case 'DiscloseForfeiture':
      case 'ConsentToForfeiture':
      case 'AcceptOffer':
      case 'DeclineOffer':
        return decideOffer(command, state);
      case 'RecordCustomerOpened':
      case 'RecordBillIssued':
      case 'RecordBillPaid':
      case 'RecordBillingErrorFound':
      case 'RecordPlanTaken':
      case 'RecordDeviceTaken':
      case 'RecordLineAdded':
      case 'RecordLineEnded':
      case 'RecordAccountClassified':
      case 'RecordCommitmentBegun':
      case 'RecordCommitmentRenewed':
      case 'RecordComplaintMade':
      case 'RecordFaultVerified':
      case 'RecordAttitudeRated':
      case 'RecordChurnThreatened':
        return decideFact(command, state, policy);
      default:
        return unreachable(command);
    }
  },
  evolve: evolveCustomer,
};
