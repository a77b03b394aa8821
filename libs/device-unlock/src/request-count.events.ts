import { streamName, unreachable, type Instant, type Message, type StreamName } from '@tierline/kernel';
import { addToken, hasToken, noTokens, type TokenSet } from './token-set.js';
import type { DeviceToken, RequestId, SourceId } from './values.js';

/** The category of the streams that count the requests of a source, one for each month and number of reviews before. */
export const REQUEST_COUNT = 'device_unlock.request_count';

/** A month of the policy's zone, as `2026-03`: months sort as text. */
export type Month = `${number}-${number}`;

/** What is counted together. `afterReviews`: how often the source had been reviewed before; a review begins a new count. */
export interface CountPeriod {
  readonly source: SourceId;
  readonly month: Month;
  readonly afterReviews: number;
}

/** Names the stream of a count. */
export const countStream = ({ source, month, afterReviews }: CountPeriod): StreamName =>
  streamName(REQUEST_COUNT, `${source}.${month}.${String(afterReviews)}`);

/** `isDuplicate`: the source has asked for this device before in the same count. */
export type RequestCounted = Message<
  'RequestCounted',
  CountPeriod & {
    readonly at: Instant;
    readonly requestId: RequestId;
    readonly device: DeviceToken;
    readonly isDuplicate: boolean;
  }
>;
/** More than so many requests, and more than such a share of duplicates among them: nothing more is counted here (DU-15). */
export type RequestLimitsExceeded = Message<
  'RequestLimitsExceeded',
  CountPeriod & { readonly at: Instant; readonly requests: number; readonly duplicates: number }
>;

export type RequestCountEvent = RequestCounted | RequestLimitsExceeded;

/** What was counted, and whether both limits are exceeded. */
export interface RequestCount {
  readonly status: 'open' | 'exceeded';
  readonly requests: number;
  readonly duplicates: number;
  readonly devices: TokenSet<DeviceToken>;
}

/** A count that has not begun. */
export const newCount: RequestCount = { status: 'open', requests: 0, duplicates: 0, devices: noTokens };

/** The count after one more request. */
export function countOneMore({ status, requests, duplicates, devices }: RequestCount, device: DeviceToken) {
  const isDuplicate = hasToken(devices, device);
  const count: RequestCount = {
    status,
    requests: requests + 1,
    duplicates: isDuplicate ? duplicates + 1 : duplicates,
    devices: isDuplicate ? devices : addToken(devices, device),
  };
  return { count, isDuplicate };
}

/** The state after a further event. */
export function evolveRequestCount(state: RequestCount, event: RequestCountEvent): RequestCount {
  switch (event.type) {
    case 'RequestCounted':
      return countOneMore(state, event.data.device).count;
    case 'RequestLimitsExceeded':
      return { ...state, status: 'exceeded' };
    default:
      return unreachable(event);
  }
}
