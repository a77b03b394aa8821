import type { Clock, Instant } from '@tierline/kernel';

/** The machine's own clock. */
export const systemClock: Clock = () => new Date().toISOString() as Instant;
