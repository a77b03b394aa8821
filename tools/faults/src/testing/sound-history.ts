import { deviceUnlockTopics } from '@tierline/contracts';
import { streamName } from '@tierline/kernel';
import { kafkaCommandId, uuidOf } from '@tierline/platform';
import type { FoundRecord, History, SentCommand } from '../history.js';
import { outcomesOf, record, writtenStreams } from './written.js';

const { context } = deviceUnlockTopics;
const { stores, internal, purchases } = deviceUnlockTopics.ingress;
const { events: eventsTopic, deadLetters, parked } = deviceUnlockTopics;
const requestStream = streamName('device_unlock.activation_lock_request', 'r1');

const command = (id: string, sequence: number, more: Partial<SentCommand>): SentCommand => ({
  ...{ id, context, door: 'kafka', type: 'AnswerCredentials', subject: 'r1', lane: `${stores.topic}/r1`, sequence },
  ...{ sentAt: sequence, copies: 1, isAcknowledged: true, expected: 'effect' },
  places: [`${stores.topic}/0/${String(sequence)}`],
  ...more,
});

const recording = (id: string, sequence: number): SentCommand => {
  const place = `${purchases.topic}/0/${String(sequence)}`;
  const of = { type: 'RecordPurchase', subject: 'd1', lane: `${purchases.topic}/d1` };
  return command(id, sequence, { ...of, mayBeParked: true, places: [place] });
};

/** A command of the ingress offset was parked, and redriven; whoever redrove it was killed and did it again. */
const redriven = (offset: number, times: number): readonly FoundRecord[] => {
  const id = { topic: purchases.topic, partition: 0, offset: String(offset) };
  const key = JSON.stringify([id.topic, id.partition, id.offset, Buffer.from('d1').toString('base64'), 1]);
  const settlement = { headers: { 'tierline-settlement': 'redriven' }, data: { kind: 'redriven', id } };
  return [
    record(parked.topic, offset, { key, transaction: 'none', headers: { 'tierline-part': '1/1' } }),
    ...Array.from({ length: times }, (_, time) =>
      record(deadLetters.topic, offset * 10 + time, { key: 'd1', transaction: 'none', ...settlement }),
    ),
    record(parked.topic, offset * 10, { key, transaction: 'none', isTombstone: true }),
  ];
};

/**
 * A small history in which all is as it must be: both doors, a refusal, a follow-up, a record that is put aside, and a key that
 * was parked and redriven.
 */
export function soundHistory(): History {
  const { events, append } = writtenStreams('device-unlock');
  const requestId = { requestId: 'r1' };
  const wish = { ...requestId, customerId: 'c1', tradeInId: 't1' };
  const [requested] = append(requestStream, 'opens', 'RequestActivationUnlock', [
    { type: 'ActivationUnlockRequested', data: wish },
  ]);
  append(requestStream, 'answers', 'AnswerCredentials', [
    { type: 'AccountCredentialsAsked', data: { ...requestId, credentials: 'unknown' } },
    { type: 'ProofOfPurchaseRequired', data: requestId },
  ]);
  const linking = kafkaCommandId(uuidOf, '/tierline/device-unlock', requested?.id ?? '');
  append(streamName('device_unlock.trade_in', 't1'), linking, 'LinkTradeIn', [
    { type: 'TradeInLinked', data: { tradeInId: 't1', ...requestId } },
  ]);
  append(requestStream, 'removes', 'RemoveActivationLock', [
    {
      type: 'CommandRefused',
      data: { command: 'RemoveActivationLock', reason: 'proof-not-matched', rule: 'DU-10' },
    },
  ]);
  for (const [id, receiptNumber] of Object.entries({ fails: 'R-1', follows: 'R-2' })) {
    const data = { device: 'd1', receiptNumber };
    append(streamName('device_unlock.purchase_record', 'd1'), id, 'RecordPurchase', [
      { type: 'PurchaseRecorded', data },
    ]);
  }
  const published = events.filter(({ type }) =>
    ['ActivationUnlockRequested', 'ProofOfPurchaseRequired', 'TradeInLinked'].includes(type),
  );
  const answer = { status: 409, outcome: 'refused', revision: 3, reason: 'proof-not-matched' } as const;
  const counted = { ...requestId, device: 'd1' };
  append(
    streamName('device_unlock.request_count', 's1'),
    uuidOf(['count', 'RequestActivationUnlock', 'r1', 'd1']),
    'CountRequest',
    [{ type: 'RequestCounted', data: counted }],
    counted,
  );
  return {
    commands: [
      command('opens', 1, { type: 'RequestActivationUnlock' }),
      command('answers', 2, {}),
      command('removes', 3, { door: 'http', type: 'RemoveActivationLock', lane: 'http/1', places: [], answer }),
      command('poison', 4, { expected: 'dead-letter', lane: `${stores.topic}/p1` }),
      ...[recording('fails', 5), recording('follows', 6)],
    ],
    events,
    records: [
      ...published.map(({ id, stream }, offset) =>
        record(eventsTopic.topic, offset, { key: stream, headers: { ce_id: id } }),
      ),
      ...outcomesOf(deviceUnlockTopics, events),
      record(internal.topic, 0, {
        headers: { ce_id: requested?.id ?? '', ce_source: '/tierline/device-unlock', ce_type: 'LinkTradeIn' },
      }),
      record(deadLetters.topic, 0, {
        transaction: 'none',
        headers: {
          'tierline-topic': stores.topic,
          'tierline-partition': '0',
          'tierline-offset': '4',
          'tierline-reason': 'unreadable',
        },
      }),
      ...redriven(5, 2),
      ...redriven(6, 1),
    ],
  };
}
