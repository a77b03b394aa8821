import type { DeviceUnlockPolicyValues } from './policy-values.js';

const MILLE = 1000;

/** Whether a count is beyond both limits of DU-15: *more than* so many requests, and *more than* such a share of duplicates. */
export const exceedsLimits = (
  { requests, duplicates }: { readonly requests: number; readonly duplicates: number },
  { requestsPerMonth, duplicatesPerMille }: DeviceUnlockPolicyValues['requestSources'],
): boolean => requests > requestsPerMonth && duplicates * MILLE > duplicatesPerMille * requests;
