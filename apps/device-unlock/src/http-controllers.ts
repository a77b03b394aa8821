import { ActivationLockRequestsController } from './activation-lock/activation-lock.controller.js';
import { CarrierUnlockRequestsController } from './carrier-lock/carrier-unlock.controller.js';
import { ForgottenCustomersController, PersonalDataController } from './personal-data/personal-data.controller.js';
import { PolicyActivationsController } from './policies/policies.controller.js';
import { RequestSourcesController } from './sources/request-sources.controller.js';

/** The HTTP doors of device unlock. */
export const httpControllers = [
  ActivationLockRequestsController,
  CarrierUnlockRequestsController,
  PersonalDataController,
  ForgottenCustomersController,
  PolicyActivationsController,
  RequestSourcesController,
];
