import type { RequestId } from './values.js';

/** The requests that wait for what a stream does not say yet, in the order in which they came; nothing where there is none. */
export interface Awaited {
  readonly awaitedBy?: readonly RequestId[];
}

/**
 * How many requests may wait for one thing. No rule: it bounds what a single report sets going, which has to fit into one
 * append. Whoever comes later is not forgotten, but has to be looked at again by hand.
 */
export const MOST_AWAITING = 100;

/** Whether a request waits already. */
export const isAwaitedBy = ({ awaitedBy = [] }: Awaited, requestId: RequestId): boolean =>
  awaitedBy.includes(requestId);

/** Whether nobody else can wait. */
export const isFull = ({ awaitedBy = [] }: Awaited): boolean => awaitedBy.length >= MOST_AWAITING;

/** Lets a further request wait. */
export const alsoAwaitedBy = <State extends object>(state: State & Awaited, requestId: RequestId): State & Awaited => ({
  ...state,
  awaitedBy: [...(state.awaitedBy ?? []), requestId],
});

/** Lets a request wait no longer. */
export function noLongerAwaitedBy<State extends object>(state: State & Awaited, requestId: RequestId): State & Awaited {
  const { awaitedBy = [], ...rest } = state;
  const others = awaitedBy.filter((each) => each !== requestId);
  return { ...(rest as State), ...(others.length > 0 && { awaitedBy: others }) };
}

/** Those who wait, for the state that follows. */
export const stillAwaited = ({ awaitedBy }: Awaited): Awaited => (awaitedBy ? { awaitedBy } : {});
