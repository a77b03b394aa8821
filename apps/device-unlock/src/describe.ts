import 'reflect-metadata';
import { describeService } from '@tierline/platform';
import { CarrierUnlockRequestsController } from './carrier-lock/carrier-unlock.controller.js';
import { settings } from './config.js';
import { ActivationLockRequestsController } from './activation-lock/activation-lock.controller.js';
import { ForgottenCustomersController, PersonalDataController } from './personal-data/personal-data.controller.js';
import { PolicyActivationsController } from './policies/policies.controller.js';
import { RequestSourcesController } from './sources/request-sources.controller.js';

// A program for the tool that writes the reference: it says on standard output what this service is, and starts nothing.
const description = describeService({
  name: 'device-unlock',
  version: settings.build.byDefault,
  controllers: [
    ActivationLockRequestsController,
    CarrierUnlockRequestsController,
    PersonalDataController,
    ForgottenCustomersController,
    PolicyActivationsController,
    RequestSourcesController,
  ],
  settings,
});
process.stdout.write(JSON.stringify(description));
