import type { StoredEvent } from '@tierline/kernel';
import type { Subscribe } from './subscription-port.js';

/**
 * A subscription that tells no event before it is known to this build. Whoever follows it can skip nothing: its loop ends with
 * the error of the check, at the event that the check refused.
 *
 * @param check throws for an event that this build does not know
 */
export const knownOnly = (subscribe: Subscribe, check: (event: StoredEvent) => void): Subscribe =>
  async function* (options) {
    for await (const notification of subscribe(options)) {
      if (notification.kind === 'event') check(notification.event);
      yield notification;
    }
  };
