import { reject, unreachable, type Command, type Decider, type NoFacts, type Rejection } from '@tierline/kernel';
import type { DeviceUnlockPolicyValues } from './policy-values.js';
import { exceedsLimits } from './request-limits.js';
import {
  evolveRequestSource,
  newSource,
  type Month,
  type RequestSource,
  type RequestSourceEvent,
} from './request-source.events.js';
import type { DeviceToken, RequestId, SourceId } from './values.js';

/** In which month of the policy's zone a request came. A fact, since a repeated command may come in another one. */
export interface CountFacts {
  readonly month: Month;
}

/** A request came from a source. */
export type CountRequest = Command<
  'CountRequest',
  {
    readonly source: SourceId;
    readonly requestId: RequestId;
    readonly device: DeviceToken;
  },
  CountFacts
>;

/** The actor of the command has reviewed the source. */
export type ReviewSource = Command<'ReviewSource', { readonly source: SourceId }, NoFacts>;

export type RequestSourceCommand = CountRequest | ReviewSource;

/** `source-blocked`: until somebody has reviewed it (DU-15). */
export type RequestSourceRejection = 'source-blocked';

type Decision = readonly RequestSourceEvent[] | Rejection<RequestSourceRejection>;

/** Counts the requests of a source, and stops it when it asks for the same devices too often (DU-15). */
export const requestSourceDecider: Decider<
  RequestSourceCommand,
  RequestSourceEvent,
  RequestSource,
  RequestSourceRejection,
  DeviceUnlockPolicyValues
> = {
  initial: newSource,
  decide: (command, state, { values }) => {
    switch (command.type) {
      case 'CountRequest':
        return countRequest(command, state, values);
      case 'ReviewSource':
        return reviewSource(command, state);
      default:
        return unreachable(command);
    }
  },
  evolve: evolveRequestSource,
};

function countRequest(
  { data, at, facts }: CountRequest,
  state: RequestSource,
  { requestSources }: DeviceUnlockPolicyValues,
): Decision {
  const { source, requestId, device } = data;
  if (state.requestIds.includes(requestId)) return [];
  if (state.status === 'blocked') return reject('source-blocked', 'DU-15');
  // What arrives after the turn of the month belongs to the month that has begun: there is one count, and it goes forward.
  const month = state.month !== null && facts.month < state.month ? state.month : facts.month;
  const { requestIds, devices } = month === state.month ? state : newSource;
  const isDuplicate = devices.includes(device);
  const counted: RequestSourceEvent = {
    type: 'RequestCounted',
    data: { source, at, requestId, device, month, isDuplicate },
  };
  const requests = requestIds.length + 1;
  const duplicates = requests - devices.length - (isDuplicate ? 0 : 1);
  return exceedsLimits({ requests, duplicates }, requestSources)
    ? [counted, { type: 'SourceBlocked', data: { source, at, month, requests, duplicates } }]
    : [counted];
}

function reviewSource({ data: { source }, at, actor }: ReviewSource, state: RequestSource): Decision {
  return state.status === 'blocked' ? [{ type: 'SourceReviewed', data: { source, at, reviewer: actor.id } }] : [];
}
