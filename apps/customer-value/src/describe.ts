import 'reflect-metadata';
import { describeService } from '@tierline/platform';
import { settings } from './config.js';
import { httpControllers } from './http-controllers.js';

// A program for the tool that writes the reference: it says on standard output what this service is, and starts nothing.
const description = describeService({
  name: 'customer-value',
  version: settings.build.byDefault,
  controllers: httpControllers,
  settings,
});
process.stdout.write(JSON.stringify(description));
