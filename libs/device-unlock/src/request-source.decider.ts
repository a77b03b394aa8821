import {
  reject,
  unreachable,
  type Command,
  type Decider,
  type Fact,
  type NoFacts,
  type Rejection,
} from '@tierline/kernel';
import type { DeviceUnlockPolicyValues } from './policy-values.js';
import type { CountPeriod, RequestCount } from './request-count.events.js';
import {
  evolveRequestSource,
  newSource,
  type RequestSource,
  type RequestSourceEvent,
  type ReviewReason,
  type SourceOrigin,
} from './request-source.events.js';
import { cite, type SourceId } from './values.js';

/** The totals of a count, without the devices that it knows. */
export type CountTotals = Pick<RequestCount, 'status' | 'requests' | 'duplicates'>;

/** The count of a month has exceeded both limits. */
export type BlockSource = Command<
  'BlockSource',
  CountPeriod & { readonly origin: SourceOrigin },
  { readonly count: Fact<CountTotals> }
>;

/** The actor of the command has reviewed the source. */
export type ReviewSource = Command<
  'ReviewSource',
  { readonly source: SourceId; readonly reason: ReviewReason },
  NoFacts
>;

export type RequestSourceCommand = BlockSource | ReviewSource;

/** `limits-not-exceeded`: of the count that it names. `own-source`: nobody lifts a block of their own requests. */
export type RequestSourceRejection = 'limits-not-exceeded' | 'own-source';

type Decision = readonly RequestSourceEvent[] | Rejection<RequestSourceRejection>;

/** Stops a source whose count has exceeded both limits, until it is reviewed (DU-15). */
export const requestSourceDecider: Decider<
  RequestSourceCommand,
  RequestSourceEvent,
  RequestSource,
  RequestSourceRejection,
  DeviceUnlockPolicyValues
> = {
  initial: newSource,
  decide: (command, state) => {
    switch (command.type) {
      case 'BlockSource':
        return blockSource(command, state);
      case 'ReviewSource':
        return reviewSource(command, state);
      default:
        return unreachable(command);
    }
  },
  evolve: evolveRequestSource,
};

function blockSource({ data, at, facts: { count } }: BlockSource, state: RequestSource): Decision {
  const { source, month, afterReviews, origin } = data;
  const { status, requests, duplicates } = count.value;
  if (status === 'open') return reject('limits-not-exceeded', 'DU-15');
  // What was counted before the last review has been looked at.
  if (state.status === 'blocked' || state.reviews !== afterReviews) return [];
  return [{ type: 'SourceBlocked', data: { source, at, origin, month, requests, duplicates, count: cite(count) } }];
}

function reviewSource({ data: { source, reason }, at, actor }: ReviewSource, state: RequestSource): Decision {
  if (state.status === 'open') return [];
  const { door, id, employer } = state.origin;
  if (door === 'desk' && id === actor.id && employer === actor.employer) return reject('own-source', 'DU-15');
  return [{ type: 'SourceReviewed', data: { source, at, reviewer: actor.id, reason } }];
}
