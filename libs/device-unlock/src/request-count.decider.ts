import { reject, type Command, type Decider, type NoFacts, type Rejection } from '@tierline/kernel';
import type { DeviceUnlockPolicyValues } from './policy-values.js';
import {
  countOneMore,
  evolveRequestCount,
  newCount,
  type CountPeriod,
  type RequestCount,
  type RequestCountEvent,
} from './request-count.events.js';
import { exceedsLimits } from './request-limits.js';
import type { DeviceToken, RequestId } from './values.js';

/**
 * A request came from a source. In which month, and how often the source was reviewed before, was found out outside: they
 * name the count, so that a command that comes again in the next month is not another one.
 */
export type CountRequest = Command<
  'CountRequest',
  CountPeriod & { readonly requestId: RequestId; readonly device: DeviceToken },
  NoFacts
>;

/** `limits-exceeded`: the count has ended, and the source is blocked until somebody has reviewed it (DU-15). */
export type RequestCountRejection = 'limits-exceeded';

/** Counts the requests of a source in a month, until it asks for the same devices too often (DU-15). */
export const requestCountDecider: Decider<
  CountRequest,
  RequestCountEvent,
  RequestCount,
  RequestCountRejection,
  DeviceUnlockPolicyValues
> = {
  initial: newCount,
  decide: (command, state, { values }) => countRequest(command, state, values),
  evolve: evolveRequestCount,
};

function countRequest(
  { data, at }: CountRequest,
  state: RequestCount,
  { requestSources }: DeviceUnlockPolicyValues,
): readonly RequestCountEvent[] | Rejection<RequestCountRejection> {
  if (state.status === 'exceeded') return reject('limits-exceeded', 'DU-15');
  const { source, month, afterReviews, requestId, device } = data;
  const period = { source, month, afterReviews };
  const { count, isDuplicate } = countOneMore(state, device);
  const counted: RequestCountEvent = {
    type: 'RequestCounted',
    data: { ...period, at, requestId, device, isDuplicate },
  };
  if (!exceedsLimits(count, requestSources)) return [counted];
  const { requests, duplicates } = count;
  return [counted, { type: 'RequestLimitsExceeded', data: { ...period, at, requests, duplicates } }];
}
