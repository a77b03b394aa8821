import { customerValueCommands, type CustomerValueEventV1 } from '@tierline/contracts';
import {
  CUSTOMER,
  customerDecider,
  customerValueRegistry,
  type Customer,
  type CustomerValuePolicyValues,
} from '@tierline/customer-value';
import {
  isOutcomeEvent,
  readFact,
  streamName,
  type Actor,
  type EventMetadata,
  type Policies,
  type StoredEvent,
} from '@tierline/kernel';
import { memoryStore } from '@tierline/kernel/testing';
import { digest, directory, guard, seals } from '@tierline/platform';
import { application } from '@tierline/platform/testing';
import { customersAt } from '../facts/customer-at.js';
import { commands } from '../commands.js';
import { publishedEvent } from '../publishing/publish.js';
import { followUps } from '../reactions/follow-ups.js';
import { policies } from './policies.js';

const CONTEXT = 'customer_value';
const key = Buffer.alloc(32, 1);

export const cleo = 'cleo';
export const billing: Actor = { id: '/billing', role: 'billing', channel: 'system' };
export const fraud: Actor = { id: '/fraud-and-abuse', role: 'fraud-and-abuse', channel: 'system' };
export const ada: Actor = { id: 'ada', role: 'tier2-agent', channel: 'phone' };
export const sam: Actor = { id: 'sam', role: 'supervisor', channel: 'phone' };

/**
 * The application on a store of its own; commands are numbered, so each is a new one, and are about one customer.
 *
 * @param by the policies under which it decides
 */
export function service(store = memoryStore(), by: Policies<CustomerValuePolicyValues> = policies) {
  const parts = { store, digest, policies: by, build: 'b1' };
  const customerAt = customersAt(store);
  const kept = seals(store, CONTEXT, key);
  const handle = commands(parts, guard(directory(store, CONTEXT, key), kept));
  const asked = application({
    ...{ context: 'customer-value', contracts: Object.values(customerValueCommands), store, handle },
    ...{ followUps: followUps(customerAt), usual: { subject: cleo, actor: billing } },
  });
  const publish = publishedEvent(customerAt, by);
  /** What this context has stored, in the order of the store. */
  const stored = () =>
    [...store.streams.values()]
      .flat()
      .filter(({ stream }) => stream.startsWith(`${CONTEXT}.`))
      .toSorted((one, other) => Number(one.position.commit - other.position.commit)) as StoredEvent<EventMetadata>[];
  return {
    ...{ store, parts, kept, handle, ...asked, stored },
    /** What others are told of everything that is stored. */
    published: async (): Promise<readonly CustomerValueEventV1[]> => {
      const messages = [];
      for (const event of stored()) {
        const message = isOutcomeEvent(event) ? undefined : await publish(event);
        if (message) messages.push(message);
      }
      return messages;
    },
    customer: async (id = cleo): Promise<Customer> =>
      (await readFact(store, customerValueRegistry, streamName(CUSTOMER, id), customerDecider)).value,
    typesIn: (stream: string) => (store.streams.get(stream as never) ?? []).map(({ type }) => type),
  };
}

/** An application as specs ask it. */
export type Service = ReturnType<typeof service>;

/** The stream of what is known of a customer. */
export const customerStream = (id = cleo): string => streamName(CUSTOMER, id);
