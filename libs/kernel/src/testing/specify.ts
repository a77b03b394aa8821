import { expect } from '@jest/globals';
import type { Actor, Command, Decider } from '../decider.js';
import type { CommandId, Instant } from '../ids.js';
import type { Message } from '../message.js';
import type { Policy } from '../policy.js';
import { isRejection, reject } from '../rejection.js';
import { freeze } from './freeze.js';

/** What a spec says of a decision. Order, every field, and the absence of further fields are checked. */
export interface Verdict<E extends Message, Reason extends string> {
  then: (...events: E[]) => void;
  thenNothing: () => void;
  thenRejected: (reason: Reason, rule: `${'RT' | 'CV' | 'DU' | 'QA' | 'CC'}-${string}`) => void;
}

/**
 * Given-when-then for a decider: `specify(decider, policy)` is `given`.
 *
 * @example given(requested, proofRequired).when(submitProof(licence)).then(proofRefused)
 */
export const specify =
  <C extends Command, E extends Message, State, Reason extends string, P extends object>(
    decider: Decider<C, E, State, Reason, P>,
    policy: Policy<P>,
  ) =>
  (...history: E[]) => ({
    when: (command: C): Verdict<E, Reason> => {
      const state = history.reduce<State>(
        (each, event) => freeze(decider.evolve(each, freeze(event))),
        decider.initial,
      );
      const decision = decider.decide(freeze(command), state, freeze(policy));
      return {
        then: (...events) => {
          expect(events).not.toHaveLength(0);
          expect(decision).toStrictEqual(events);
          if (!isRejection(decision)) expect(() => decision.reduce(decider.evolve, state)).not.toThrow();
        },
        thenNothing: () => {
          expect(decision).toStrictEqual([]);
        },
        thenRejected: (reason, rule) => {
          expect(decision).toStrictEqual(reject(reason, rule));
        },
      };
    },
  });

/** The circumstances of a command that a spec does not care about, as constants. */
export const someCircumstances = {
  id: '00000000-0000-5000-8000-000000000001' as CommandId,
  at: '2026-03-02T10:00:00.000Z' as Instant,
  actor: { id: 'agent-ada', role: 'tier2-agent', channel: 'phone' } satisfies Actor,
} as const;
