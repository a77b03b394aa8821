import { personalDataCommands, policyCommands } from '@tierline/contracts';
import { forgottenCustomersController, policyActivationsController } from '@tierline/platform';
import { ActivationLockRequestsController } from './activation-lock/activation-lock.controller.js';
import { CarrierUnlockRequestsController } from './carrier-lock/carrier-unlock.controller.js';
import { PersonalDataController } from './personal-data/personal-data.controller.js';
import { RequestSourcesController } from './sources/request-sources.controller.js';

/** The HTTP doors of device unlock. */
export const httpControllers = [
  ActivationLockRequestsController,
  CarrierUnlockRequestsController,
  PersonalDataController,
  forgottenCustomersController(personalDataCommands.forgetCustomer),
  policyActivationsController(policyCommands.activatePolicy),
  RequestSourcesController,
];
