import {
  ACCOUNT_STANDING,
  accountStandingDecider,
  ACTIVATION_LOCK_REQUEST,
  activationLockRequestDecider,
  CARRIER_UNLOCK_REQUEST,
  carrierUnlockRequestDecider,
  CUSTOMER_STANDING,
  customerStandingDecider,
  DEVICE,
  deviceDecider,
  deviceUnlockRegistry,
  parseDeviceUnlockPolicy,
  PURCHASE_RECORD,
  purchaseRecordDecider,
  RETAILER_ENQUIRY,
  retailerEnquiryDecider,
  SELLER_STANDING,
  sellerStandingDecider,
  TRADE_IN,
  tradeInDecider,
  type DeviceUnlockPolicyValues,
} from '@tierline/device-unlock';
import { personalDataCategory, personalDataDecider, type PolicyBook } from '@tierline/kernel';
import { readPolicies } from '@tierline/platform';
import { goldenStreams } from '@tierline/platform/testing';

/** Where the streams of all releases lie, a folder for each. */
export const goldenFolder = new URL('../../golden/', import.meta.url);

/** The policies that this build carries. */
export const policies: PolicyBook<DeviceUnlockPolicyValues> = readPolicies(
  new URL('../../../../libs/device-unlock/policies/', import.meta.url),
  'device-unlock',
  parseDeviceUnlockPolicy,
);

/** The streams of all releases, and what decides them again. */
export const golden = goldenStreams({
  ...{ folder: goldenFolder, policies, registry: deviceUnlockRegistry },
  deciders: {
    [ACCOUNT_STANDING]: accountStandingDecider,
    [ACTIVATION_LOCK_REQUEST]: activationLockRequestDecider,
    [CARRIER_UNLOCK_REQUEST]: carrierUnlockRequestDecider,
    [CUSTOMER_STANDING]: customerStandingDecider,
    [DEVICE]: deviceDecider,
    [PURCHASE_RECORD]: purchaseRecordDecider,
    [RETAILER_ENQUIRY]: retailerEnquiryDecider,
    [SELLER_STANDING]: sellerStandingDecider,
    [TRADE_IN]: tradeInDecider,
    [personalDataCategory('device_unlock')]: personalDataDecider,
  },
});
