import { customerValueTopics, deviceUnlockTopics } from '@tierline/contracts';
import { streamName } from '@tierline/kernel';
import { kafkaCommandId, uuidOf } from '@tierline/platform';
import type { FoundRecord, History, SentCommand } from '../history.js';
import { outcomesOf, record, writtenStreams } from './written.js';

const { context, events, ingress } = customerValueTopics;
const SOURCE = `/tierline/${context}`;

/** A small history in which all is as it must be: a customer opens an account and rises, and device unlock hears of both. */
export function soundReaction(): History {
  const value = writtenStreams('customer-value');
  const customer = streamName('customer_value.customer', 'c1');
  const [opened] = value.append(customer, 'opens', 'RecordCustomerOpened', [{ type: 'CustomerOpened', data: {} }]);
  const [, changed] = value.append(customer, 'pays', 'RecordBillPaid', [
    { type: 'BillPaid', data: {} },
    { type: 'ValueChanged', data: { from: 0, to: 2 } },
  ]);
  const ids = [opened, changed].map((event) => event?.id ?? '');
  const published = ['CustomerStandingChanged', 'ValueChanged'].map((name, offset) => {
    const headers = { ce_id: ids[offset] ?? '', ce_source: SOURCE, ce_type: `tierline.${context}.${name}.v1` };
    return record(events.topic, offset, { key: 'c1', headers });
  });
  const unlock = writtenStreams('device-unlock');
  const standing = streamName('device_unlock.customer_standing', 'c1');
  for (const id of ids) {
    unlock.append(standing, kafkaCommandId(uuidOf, SOURCE, id), 'RecordCustomerStanding', [
      { type: 'CustomerStandingReported', data: { from: id } },
    ]);
  }
  return {
    commands: ['opens', 'pays'].map(sent),
    events: [...value.events, ...unlock.events],
    records: [
      ...published,
      ...outcomesOf(customerValueTopics, value.events),
      ...outcomesOf(deviceUnlockTopics, unlock.events),
    ],
  };
}

const sent = (id: string, sequence: number): SentCommand => ({
  ...{ id, context, door: 'kafka', type: '', subject: 'c1', lane: `${ingress.orders.topic}/c1`, sequence },
  ...{ sentAt: sequence, copies: 1, isAcknowledged: true, expected: 'effect', places: [] },
});

const isStanding = ({ stream }: History['events'][number]) => stream.startsWith('device_unlock.');

/** Device unlock has heard of neither. */
export const unheard = (history: History): History => ({
  ...history,
  events: history.events.filter((event) => !isStanding(event)),
});

/** They were published in the other order than they were heard in. */
export const heardBackwards = (history: History): History => ({
  ...history,
  records: history.records.map((each): FoundRecord =>
    each.topic === events.topic ? { ...each, offset: 1 - each.offset } : each,
  ),
});
