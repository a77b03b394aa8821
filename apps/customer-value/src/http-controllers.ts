import { customerValueOperations } from '@tierline/contracts';
import { forgottenCustomersController, policyActivationsController } from '@tierline/platform';
import { ConcessionRemarksController } from './personal-data/concession-remarks.controller.js';

/** The HTTP doors of customer value. */
export const httpControllers = [
  ConcessionRemarksController,
  forgottenCustomersController(customerValueOperations.forgetCustomer),
  policyActivationsController(customerValueOperations.activatePolicy),
];
