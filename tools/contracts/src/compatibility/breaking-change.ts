/** A change that somebody who goes by a released document can run into. */
export interface BreakingChange {
  /** Where: topic and message, or path and method, then the field. */
  readonly where: string;
  readonly what: string;
}

/**
 * Which way values go. What we take we must go on taking: nothing may be narrowed. What we give must go on being what
 * its readers were told: nothing may be widened.
 */
export type Direction = 'taken' | 'given';
