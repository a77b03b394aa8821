import {
  streamName,
  type Actor,
  type Command,
  type CommandId,
  type Fact,
  type Instant,
  type LocalDate,
  type NoFacts,
  type Policy,
} from '@tierline/kernel';
import file from '../../policies/customer-value@1.json' with { type: 'json' };
import { CUSTOMER } from '../customer-facts.events.js';
import type { CustomerValuePolicyValues } from '../policy-values.js';
import { parseCustomerValuePolicy } from '../policy.js';
import type { CustomerId, LineId, Money } from '../values.js';

/** The released policy, so that a spec checks the numbers that hold. */
export const policy: Policy<CustomerValuePolicyValues> = { ...parseCustomerValuePolicy(file), hash: 'spec' };

export const at = '2026-03-02T10:00:00.000Z' as Instant;
export const today = '2026-03-02' as LocalDate;
/** The day, as a command is told it. */
export const todayFact = { zone: { name: 'America/New_York', from: 'account' }, today } as const;
export const bo: Actor = { id: 'agent-bo', role: 'tier1-agent', channel: 'phone' };
export const ada: Actor = { id: 'agent-ada', role: 'tier2-agent', channel: 'phone' };
export const sam: Actor = { id: 'agent-sam', role: 'supervisor', channel: 'phone' };
export const cleo = 'customer-cleo' as CustomerId;
export const line = 'line-1' as LineId;

export const usd = (amountMinor: number): Money => ({ amountMinor, currency: 'USD' });
export const day = (text: string) => text as LocalDate;

/** A command in circumstances that a spec does not care about. */
export const command = <Type extends string, Data extends object, Facts extends object = NoFacts>(
  type: Type,
  data: Data,
  facts: Facts = {} as Facts,
): Command<Type, Data, Facts> => ({ id: 'command-1' as CommandId, at, actor: ada, type, data, facts });

/** The same command by somebody else. */
export const by = <C extends Command>(actor: Actor, each: C): C => ({ ...each, actor });

/** What the customer's stream says, as far as an entitlement is told. */
export const customerFact = <Value>(value: Value): Fact<Value> => ({
  value,
  stream: streamName(CUSTOMER, cleo),
  revision: value === null ? -1 : 4,
});
