import type { RequestId, RequestSource, SourceId } from '@tierline/device-unlock';
import type { Fact } from '@tierline/kernel';
import type { Facts } from '../facts/facts.js';

/** The commands that begin a request. */
const BEGINNINGS = ['RequestActivationUnlock', 'RequestCarrierUnlock'] as const;
export type Beginning = (typeof BEGINNINGS)[number];

/** Whether a command of this type begins a request. */
export const isBeginning = (type: string): type is Beginning => BEGINNINGS.some((each) => each === type);

/** What has to be known before a request is counted (DU-15). */
export interface Outlook {
  readonly source: Fact<RequestSource>;
  /** Whether a command before this one has begun the request. */
  readonly isThere: boolean;
}

/**
 * Asks how the source of a request stands, and whether the request is there already: at once, since neither waits for the other.
 *
 * @throws {DependencyUnavailable | UnregisteredEvent}
 */
export async function outlookOf(facts: Facts, type: Beginning, id: RequestId, source: SourceId): Promise<Outlook> {
  const request = type === 'RequestActivationUnlock' ? facts.activationRequest(id) : facts.carrierRequest(id);
  const [standing, { value }] = await Promise.all([facts.requestSource(source), request]);
  return { source: standing, isThere: value.status !== 'none' };
}
