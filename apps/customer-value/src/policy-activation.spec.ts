import { describe, expect, it } from '@jest/globals';
import { customerValueOperations } from '@tierline/contracts';
import { customerValueRegistry } from '@tierline/customer-value';
import type { Actor, Instant } from '@tierline/kernel';
import { memoryStore } from '@tierline/kernel/testing';
import { activatedPolicies, digest } from '@tierline/platform';
import { received } from '@tierline/platform/testing';
import { service } from './testing/service.js';
import { bookWithWaiting } from './testing/policies.js';
import { onTime, paid } from './testing/told.js';

const ora: Actor = { id: 'ora', role: 'operations', channel: 'phone' };
const now = () => new Date().toISOString() as Instant;

/** A service whose build carries a second version that waits, and what activates it. */
function waiting() {
  const store = memoryStore();
  const parts = { context: 'customer_value', store, digest, registry: customerValueRegistry, build: 'b1' };
  const policies = activatedPolicies({ ...parts, book: bookWithWaiting });
  const found = service(store, policies);
  return {
    found,
    activate: (choice: { policy: string; version: number }) =>
      policies.activate(received(customerValueOperations.activatePolicy, 'a1', choiceOf(choice), ora), choice),
    /** Three bills on time, which are enough merit under the second version only. */
    threeBills: async (subject: string) => {
      for (const [type, body] of onTime(3)) await found.request(type, body, { subject, at: now() });
      return (await found.customer(subject)).value;
    },
  };
}
const choiceOf = ({ version }: { version: number }) => ({ policy: 'customer-value', version });

describe('a version of the policy that waits', () => {
  it('RT-30: decides about customers who come after its activation, and about no others', async () => {
    const { found, activate, threeBills } = waiting();
    expect(await threeBills('before')).toBe(0);
    expect(await activate({ policy: 'customer-value', version: 2 })).toMatchObject({ outcome: 'accepted' });
    expect(await threeBills('after')).toBe(2);
    await found.request(...paid(4), { subject: 'before' });
    expect((await found.customer('before')).value).toBe(0);
    expect((await found.published()).map(({ data }) => data)).toMatchObject([
      { customerId: 'after', policyVersion: 2 },
    ]);
  });

  it.each([
    ['a version that this build does not carry', 9, 'policy-version-not-carried'],
    ['a version that is active by its date', 1, 'policy-active-by-date'],
  ])('RT-30: is not activated when it is %s', async (_, version, reason) => {
    expect(await waiting().activate({ policy: 'customer-value', version })).toMatchObject({
      outcome: 'refused',
      reason,
    });
  });

  it('RT-30: is not activated under the name of another context’s', async () => {
    expect(await waiting().activate({ policy: 'device-unlock', version: 2 })).toEqual({ outcome: 'unknown-stream' });
  });
});
