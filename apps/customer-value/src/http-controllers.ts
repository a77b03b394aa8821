import { customerValueOperations } from '@tierline/contracts';
import { forgottenCustomersController, policyActivationsController } from '@tierline/platform';
import { ConcessionsController } from './concessions/concessions.controller.js';
import { CustomersController } from './customers/customers.controller.js';
import { EntitlementsController } from './entitlements/entitlements.controller.js';
import { OffersController } from './offers/offers.controller.js';
import { ConcessionRemarksController } from './personal-data/concession-remarks.controller.js';
import { TerminationFeesController } from './termination-fees/termination-fees.controller.js';

/** The HTTP doors of customer value. */
export const httpControllers = [
  CustomersController,
  TerminationFeesController,
  ConcessionsController,
  EntitlementsController,
  OffersController,
  ConcessionRemarksController,
  forgottenCustomersController(customerValueOperations.forgetCustomer),
  policyActivationsController(customerValueOperations.activatePolicy),
];
