import type { DeadLetterReason, ParkedReason } from './parking/aside.js';

/**
 * What became of a record: it is dealt with; it is not, and wants to be handed over again once others have had their turn; or its
 * partition has to wait, for the reason named.
 */
export type Disposition = 'done' | 'again' | { readonly wait: string };

/** Something that a consumer did, for whoever counts. Times are in milliseconds. */
export type Observation =
  | {
      readonly kind: 'handled';
      readonly topic: string;
      readonly outcome: string;
      readonly duration: number;
      /** Since the record was written. */
      readonly sinceWritten: number;
    }
  /** `error` is its name: its message may hold what tells one command from another, or a person. */
  | { readonly kind: 'retried'; readonly topic: string; readonly error: string }
  | { readonly kind: 'dead-lettered'; readonly topic: string; readonly reason: DeadLetterReason }
  | { readonly kind: 'parked'; readonly topic: string; readonly reason: ParkedReason; readonly error?: string }
  /** What was put aside was executed after all. */
  | { readonly kind: 'redriven'; readonly topic: string }
  | { readonly kind: 'discarded'; readonly topic: string }
  | { readonly kind: 'paused'; readonly topic: string; readonly partition: number; readonly reason: string }
  | { readonly kind: 'resumed'; readonly topic: string; readonly partition: number }
  | {
      readonly kind: 'fetched';
      readonly topic: string;
      readonly partition: number;
      readonly records: number;
      /** Records that lie behind those that were fetched. */
      readonly lag: number;
      /** Of the first record. */
      readonly age: number;
    }
  /** A batch went through; it left this many records behind it. */
  | { readonly kind: 'worked-off'; readonly topic: string; readonly partition: number; readonly lag: number }
  /** A published record that came before was passed over. */
  | { readonly kind: 'passed-over-again'; readonly topic: string; readonly partition: number }
  | { readonly kind: 'assigned'; readonly partitions: number; readonly names: ReadonlySet<string> };

/** Takes note of what a consumer does. */
export type Observe = (observation: Observation) => void;

/** Whether something can do its work; if not, why. */
export interface Readiness {
  readonly ready: boolean;
  readonly reasons: readonly string[];
}
