import type { Policy } from '@tierline/kernel';
import { describeStoredEvents } from '@tierline/kernel/testing';
import type { DeviceUnlockPolicyValues } from './policy-values.js';
import { aggregates } from './testing/every-decision.js';
import { policy } from './testing/fixtures.js';

/** The second request of a source for the same device is one too many, so that short stories meet the limit (DU-15). */
const strict: Policy<DeviceUnlockPolicyValues> = {
  ...policy,
  values: { ...policy.values, requestSources: { requestsPerMonth: 0, duplicatesPerMille: 0 } },
};

/** Fields that may be absent: a stream may be older than they are. */
const OPTIONAL = [
  'ActivationUnlockRequested.tradeInId',
  'ActivationUnlockRequested.telephone',
  'ActivationUnlockRequested.remark',
  'ActivationLockRemoved.unlock',
  'CarrierUnlockRequested.tradeInId',
  'CarrierUnlockRequested.travel',
  'CarrierUnlockGranted.discretion',
  'CarrierUnlockDenied.discretion',
  'SourceBlocked.origin.employer',
];

describeStoredEvents(aggregates, strict, OPTIONAL);
