import { randomUUID } from 'node:crypto';
import {
  CUSTOMER,
  customerDecider,
  customerValueRegistry,
  parseCustomerValuePolicy,
  type BillId,
  type CustomerCommand,
  type CustomerId,
  type CustomerValuePolicyValues,
} from '@tierline/customer-value';
import {
  addDays,
  addMonths,
  executor,
  streamName,
  type CommandId,
  type EventStore,
  type Instant,
  type LocalDate,
  type Policy,
  type StreamName,
  type Undecided,
} from '@tierline/kernel';
import { activatedPolicies, digest, readPolicies } from '@tierline/platform';

/** The policies that customers are decided under. */
export const customerPolicies = readPolicies(
  new URL('../../../../libs/customer-value/policies/', import.meta.url),
  'customer-value',
  parseCustomerValuePolicy,
);

const OPENED = '2015-01-01' as LocalDate;
const zone = { name: 'America/Chicago', from: 'account' } as const;

type Telling = Pick<Extract<CustomerCommand, { type: 'RecordCustomerOpened' | 'RecordBillPaid' }>, 'type' | 'data'>;

/**
 * Writes the stream of a customer who has opened an account and pays a bill each month, on the due day: the numbers move, and
 * nothing is refused.
 *
 * @param bills of which a fact is told each
 */
export async function writeCustomerHistory(store: EventStore, bills: number): Promise<StreamName> {
  const customerId = randomUUID() as string as CustomerId;
  const stream = streamName(CUSTOMER, customerId);
  const execute = executor({
    decider: customerDecider,
    creates: ['RecordCustomerOpened'],
    gather: completed,
    policies: activatedPolicies({
      ...{ digest, registry: customerValueRegistry, context: 'bench', book: customerPolicies, store, build: 'bench' },
    }),
    ...{ registry: customerValueRegistry, store, digest, build: 'bench' },
  });
  const tell = async (telling: Telling) => {
    const circumstances = {
      id: randomUUID() as string as CommandId,
      at: new Date().toISOString() as Instant,
      actor: { id: '/bench', role: 'billing', channel: 'system' },
    } as const;
    const { outcome } = await execute(stream, { ...telling, ...circumstances } as Undecided<CustomerCommand>, {
      correlationId: customerId,
    });
    if (outcome !== 'accepted') throw new Error(`${telling.type} was answered ${outcome}`);
  };
  await tell({ type: 'RecordCustomerOpened', data: { customerId, openedOn: OPENED, zone: zone.name } });
  for (let month = 1; month <= bills; month += 1) {
    const dueOn = addMonths(OPENED, month);
    const billId = `bill-${String(month)}` as BillId;
    const amount = { amountMinor: 5_000, currency: 'USD' };
    const paidAt = `${dueOn}T18:00:00.000Z` as Instant;
    await tell({ type: 'RecordBillPaid', data: { customerId, billId, amount, dueOn, paidAt } });
  }
  return stream;
}

/** As the service completes it, for the two commands that are told here. */
function completed(
  command: Undecided<CustomerCommand>,
  _: unknown,
  { values: { bills } }: Policy<CustomerValuePolicyValues>,
): CustomerCommand {
  if (command.type === 'RecordCustomerOpened') return { ...command, facts: {} };
  if (command.type !== 'RecordBillPaid') throw new TypeError(`${command.type} is not measured`);
  const { dueOn } = command.data;
  return { ...command, facts: { zone, paidOn: dueOn, latestOnTimeOn: addDays(dueOn, bills.graceDays) } };
}
