import type { RuleId } from './ids.js';

/** A business no: a value, never an exception. The reason is for programs, the rule is for whoever asks why. */
export interface Rejection<Reason extends string = string> {
  readonly rejected: Reason;
  readonly rule: RuleId;
}

/** Says no, with the reason and the rule that demands it. */
export const reject = <Reason extends string>(rejected: Reason, rule: RuleId): Rejection<Reason> => ({
  rejected,
  rule,
});

/** Whether a decision was a no. */
export const isRejection = <Reason extends string>(
  decision: readonly unknown[] | Rejection<Reason>,
): decision is Rejection<Reason> => 'rejected' in decision;
