import { ContendedStream, isOutdated, OutcomeUnknown } from '@tierline/kernel';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import { InvalidMessage, type Violation } from '../door/validate.js';

/** What an error of a handler means for the message: its own fault, somebody's outage, an old build, or a bug. */
export type Verdict =
  | { readonly kind: 'invalid'; readonly violations: readonly Violation[] }
  | { readonly kind: 'outage'; readonly reason: string }
  | { readonly kind: 'outdated'; readonly reason: string }
  | { readonly kind: 'bug'; readonly error: Error };

/** Judges an error of a handler. */
export function verdictOn(thrown: unknown): Verdict {
  const error =
    thrown instanceof Error ? thrown : new Error(`something that is no error was thrown`, { cause: thrown });
  if (error instanceof InvalidMessage) return { kind: 'invalid', violations: error.violations };
  if (error instanceof DependencyUnavailable || error instanceof OutcomeUnknown || error instanceof ContendedStream) {
    return { kind: 'outage', reason: error.message };
  }
  if (isOutdated(error)) return { kind: 'outdated', reason: error.message };
  return { kind: 'bug', error };
}
