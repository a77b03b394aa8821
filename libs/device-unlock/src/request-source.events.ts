import { unreachable, type Instant, type Message } from '@tierline/kernel';
import type { DeviceToken, RequestId, SourceId } from './values.js';

/** The category of the streams that count the requests of a source, one by source id. */
export const REQUEST_SOURCE = 'device_unlock.request_source';

/** A month of the policy's zone, as `2026-03`: months sort as text. */
export type Month = `${number}-${number}`;

type Of<Type extends string, Data extends object> = Message<
  Type,
  { readonly source: SourceId; readonly at: Instant } & Data
>;

/** `isDuplicate`: the source has asked for this device before in the same month. */
export type RequestCounted = Of<
  'RequestCounted',
  {
    readonly requestId: RequestId;
    readonly device: DeviceToken;
    readonly month: Month;
    readonly isDuplicate: boolean;
  }
>;
/** Both limits are exceeded: nothing of the source is processed until somebody has reviewed it (DU-15). */
export type SourceBlocked = Of<
  'SourceBlocked',
  { readonly month: Month; readonly requests: number; readonly duplicates: number }
>;
/** Somebody has looked at the source: it is processed again, and counting begins anew. */
export type SourceReviewed = Of<'SourceReviewed', { readonly reviewer: string }>;

export type RequestSourceEvent = RequestCounted | SourceBlocked | SourceReviewed;

/** What was counted in the latest month since it began, or since the last review. */
export interface RequestSource {
  readonly status: 'open' | 'blocked';
  readonly month: Month | null;
  readonly requestIds: readonly RequestId[];
  /** Each device once. */
  readonly devices: readonly DeviceToken[];
}

/** A source of which nothing is known. */
export const newSource: RequestSource = { status: 'open', month: null, requestIds: [], devices: [] };

/** The state after a further event. */
export function evolveRequestSource(state: RequestSource, event: RequestSourceEvent): RequestSource {
  switch (event.type) {
    case 'RequestCounted': {
      const { month, requestId, device, isDuplicate } = event.data;
      const { status, requestIds, devices } = month === state.month ? state : { ...newSource, status: state.status };
      return {
        status,
        month,
        requestIds: [...requestIds, requestId],
        devices: isDuplicate ? devices : [...devices, device],
      };
    }
    case 'SourceBlocked':
      return { ...state, status: 'blocked' };
    case 'SourceReviewed':
      return { ...newSource, month: state.month };
    default:
      return unreachable(event);
  }
}
