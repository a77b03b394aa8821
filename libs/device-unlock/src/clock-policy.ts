import { readAs, schema, type Instant, type Policy } from '@tierline/kernel';

/** How far the clock of a replica may be wrong. */
export interface ClockPolicyValues {
  /** Beyond this, either way, deadlines are not fired by that clock. */
  readonly mostDisagreementMilliseconds: number;
  readonly comparedEverySeconds: number;
}

/** A policy of clocks as its file says it. */
export interface ClockPolicy extends Omit<Policy<ClockPolicyValues>, 'hash'> {
  readonly name: 'clock';
  readonly activeFrom: Instant;
  /** Where each value is from. */
  readonly provenanceOf: Readonly<Record<keyof ClockPolicyValues, string>>;
}

const { instant, integer, object, oneOf, someText } = schema;

const DAY_SECONDS = 86_400;

const policy = object<ClockPolicy>({
  name: oneOf('clock'),
  version: integer(1, 1_000_000),
  owner: someText(),
  provenance: someText(),
  provenanceOf: object({ mostDisagreementMilliseconds: someText(), comparedEverySeconds: someText() }),
  activeFrom: instant,
  values: object({
    mostDisagreementMilliseconds: integer(1, DAY_SECONDS * 1_000),
    comparedEverySeconds: integer(1, DAY_SECONDS),
  }),
});

/**
 * Checks a policy file of clocks. Nothing is pinned to it, so its versions have a date and none waits.
 *
 * @throws {InvalidPolicy} with every field that is wrong, and why
 */
export const parseClockPolicy = (json: unknown): ClockPolicy => readAs(json, policy);
