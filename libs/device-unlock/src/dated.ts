import type { Instant } from '@tierline/kernel';
import type { LocalDate } from './values.js';

/**
 * The day that it is where days begin first (UTC+14), when a command came: nothing can have happened on a later one. Missing
 * in commands from before it was asked for, which are not judged by it.
 */
export interface Dated {
  readonly latestDay?: LocalDate;
}

const DAY_LENGTH = 'YYYY-MM-DD'.length;

/**
 * Whether something is said to have happened on a day that has begun nowhere on earth. An instant counts by its day in UTC, so
 * that clocks which disagree by hours are no reason to say no.
 */
export const isAhead = (when: LocalDate | Instant, { latestDay }: Dated): boolean =>
  latestDay !== undefined && when.slice(0, DAY_LENGTH) > latestDay;
