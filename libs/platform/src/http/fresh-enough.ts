import type { Position } from '@tierline/kernel';
import type { EpochPosition } from './position-token.js';
import { RETRY_AFTER } from './problem-of.js';
import { ProblemError } from './problem.js';

/** A view that can be waited for. @returns whether it came so far within the time, in milliseconds */
export interface Awaitable {
  readonly reached: (position: Position, timeout: number) => Promise<boolean>;
}

/**
 * Waits until a view shows what a client has seen before, its own write above all (`at-least`).
 *
 * @param wanted nothing when the client did not ask
 * @param options.patience how long it may take, in milliseconds
 * @throws {ProblemError} unavailable, when it takes longer; malformed-request, when the position is of an earlier epoch of
 *   the store, with which it cannot be compared
 */
export async function freshEnough(
  view: Awaitable,
  wanted: EpochPosition | undefined,
  { epoch = 0, patience = 2_000 }: { readonly epoch?: number; readonly patience?: number } = {},
): Promise<void> {
  if (!wanted) return;
  if (wanted.epoch !== epoch) {
    const detail = 'at-least is of another epoch: the store was restored since, so read without it what is there now';
    throw new ProblemError('malformed-request', detail);
  }
  if (await view.reached(wanted.position, patience)) return;
  const headers = { 'Retry-After': RETRY_AFTER };
  throw new ProblemError('unavailable', 'The view has not come as far as at-least yet', { headers });
}
