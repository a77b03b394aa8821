import { parseDeviceUnlockPolicy, type DeviceUnlockPolicyValues } from '@tierline/device-unlock';
import { policyBook, type Policy, type PolicyBook } from '@tierline/kernel';
import { digest } from '@tierline/platform';
import { policies as released } from './golden-streams.js';

/** The version that was released first, which is active from a date. */
export const first: Policy<DeviceUnlockPolicyValues> = (() => {
  const found = released.carried(1);
  if (!found) throw new Error('the first version of the policy is missing');
  return found;
})();

/** A second version, read as a file would be: no price may differ at all, and it waits to be activated. */
export const second: Policy<DeviceUnlockPolicyValues> = (() => {
  const { hash: _, ...file } = first;
  const proofMatch = { ...file.values.proofMatch, priceToleranceMinor: 0, priceTolerancePerMille: 0 };
  const json = { ...file, version: 2, activeFrom: null, values: { ...file.values, proofMatch } };
  return { ...parseDeviceUnlockPolicy(json), hash: digest.hash(json) };
})();

/** What a build carries that has both. */
export const bookWithWaiting: PolicyBook<DeviceUnlockPolicyValues> = policyBook([first, second]);
