import {
  CUSTOMER,
  customerDecider,
  customerValueRegistry,
  ENTITLEMENT,
  entitlementDecider,
  LINE_USAGE,
  lineUsageDecider,
} from '@tierline/customer-value';
import { personalDataCategory, personalDataDecider } from '@tierline/kernel';
import { goldenStreams } from '@tierline/platform/testing';
import { policies } from './policies.js';

/** Where the streams of all releases lie, a folder for each. */
export const goldenFolder = new URL('../../golden/', import.meta.url);

/** The streams of all releases, and what decides them again. */
export const golden = goldenStreams({
  ...{ folder: goldenFolder, policies, registry: customerValueRegistry },
  deciders: {
    [CUSTOMER]: customerDecider,
    [ENTITLEMENT]: entitlementDecider,
    [LINE_USAGE]: lineUsageDecider,
    [personalDataCategory('customer_value')]: personalDataDecider,
  },
});
