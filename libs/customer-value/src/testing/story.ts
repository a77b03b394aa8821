import { isRejection } from '@tierline/kernel';
import type { CustomerCommand } from '../customer.commands.js';
import { customerDecider } from '../customer.decider.js';
import type { CustomerEvent } from '../customer.events.js';
import type { Customer } from '../customer.js';
import type { Told } from './facts.js';
import { policy } from './fixtures.js';

const { decide, evolve, initial } = customerDecider;

/** What is decided, command by command, from nothing on; what is refused changes nothing. */
export function decided(commands: readonly CustomerCommand[]): {
  readonly events: readonly CustomerEvent[];
  readonly customer: Customer;
} {
  let customer = initial;
  const events = commands.flatMap((command) => {
    const decision = decide(command, customer, policy);
    if (isRejection(decision)) return [];
    customer = decision.reduce(evolve, customer);
    return decision;
  });
  return { events, customer };
}

/** What is decided when these facts are told one after another. */
export const afterFacts = (all: readonly Told[]) => decided(all.map(({ record }) => record));

/** The value number after each fact. */
export const valuesAfter = (all: readonly Told[]): readonly number[] =>
  all.map((_, index) => afterFacts(all.slice(0, index + 1)).customer.value);
