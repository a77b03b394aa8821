import type { Actor } from '@tierline/kernel';
import {
  countStream,
  type CountPeriod,
  type RequestCountEvent,
  type RequestLimitsExceeded,
} from '../request-count.events.js';
import type { CountTotals } from '../request-source.decider.js';
import type { RequestSourceEvent, SourceOrigin } from '../request-source.events.js';
import type { DeviceToken, RequestId, SourceId } from '../values.js';
import { at, command } from './fixtures.js';

export const source = 'kiosk' as SourceId;
export const period: CountPeriod = { source, month: '2026-03', afterReviews: 0 };
export const origin: SourceOrigin = { door: 'store-system', id: '/stores/3' };
export const deskOrigin: SourceOrigin = { door: 'desk', id: 'agent-ada', employer: 'partner' };
export const exceeded: CountTotals = { status: 'exceeded', requests: 101, duplicates: 11 };
/** Somebody of operations, who makes no requests. */
export const ora: Actor = { id: 'ora', role: 'operations', channel: 'phone' };

export const count = (requestId: RequestId, device: DeviceToken, of = period) =>
  command('CountRequest', { ...of, requestId, device });

export const block = ({ of = period, origin: from = origin, totals = exceeded } = {}) =>
  command(
    'BlockSource',
    { ...of, origin: from },
    { count: { value: totals, stream: countStream(of), revision: totals.requests } },
  );

export const review = {
  ...command('ReviewSource', { source, reason: 'duplicates-explained' as const }),
  actor: ora,
};

export const counted = (requestId: RequestId, device: DeviceToken, isDuplicate = false): RequestCountEvent => ({
  type: 'RequestCounted',
  data: { ...period, at, requestId, device, isDuplicate },
});

export const limitsExceeded: RequestLimitsExceeded = {
  type: 'RequestLimitsExceeded',
  data: { ...period, at, requests: 101, duplicates: 11 },
};

export const blocked = (from = origin): RequestSourceEvent => ({
  type: 'SourceBlocked',
  data: {
    source,
    at,
    origin: from,
    month: '2026-03',
    requests: 101,
    duplicates: 11,
    count: { stream: countStream(period), revision: 101 },
  },
});

export const reviewed: RequestSourceEvent = {
  type: 'SourceReviewed',
  data: { source, at, reviewer: ora.id, reason: 'duplicates-explained' },
};
