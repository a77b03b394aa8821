import { deviceUnlockTopics } from '@tierline/contracts';
import {
  commandDigest,
  recordAppend,
  streamName,
  type CommandId,
  type Instant,
  type Message,
  type StreamName,
} from '@tierline/kernel';
import { digest, kafkaCommandId, uuidOf } from '@tierline/platform';
import { appendsOf } from '../check/appends.js';
import type { FoundEvent, FoundRecord, History, SentCommand } from '../history.js';

const { stores, internal, purchases } = deviceUnlockTopics.ingress;
const { events: eventsTopic, outcomes: outcomesTopic, deadLetters, parked } = deviceUnlockTopics;
const policy = { name: 'device-unlock', version: 1, hash: 'h1' };
const requestStream = streamName('device_unlock.activation_lock_request', 'r1');

/** Streams that are written as the executor writes them. */
function writtenStreams() {
  const events: FoundEvent[] = [];
  const append = (
    stream: StreamName,
    id: string,
    type: string,
    decided: readonly Message[],
    said: object = {},
  ): readonly FoundEvent[] => {
    const before = events.filter((event) => event.stream === stream);
    const history = { revision: before.length - 1, hash: before.at(-1)?.metadata.chain.hash ?? null };
    const actor = { id: '/faults', role: 'store-system', channel: 'store' } as const;
    const at = '2026-03-02T10:00:00.000Z' as Instant;
    const command = { id: id as CommandId, type, data: said, at, actor, facts: {} };
    const content = commandDigest(digest, command);
    const how = { events: decided, policy, build: 'spec' };
    const recorded = recordAppend(digest, stream, history, command, content, how, { correlationId: id });
    const found = recorded.map((event, index): FoundEvent => {
      const place = String(events.length + index + 1);
      return { ...event, stream, revision: history.revision + 1 + index, position: `${place}/${place}` };
    });
    events.push(...found);
    return found;
  };
  return { events, append };
}

const command = (id: string, sequence: number, more: Partial<SentCommand>): SentCommand => ({
  ...{ id, door: 'kafka', type: 'AnswerCredentials', subject: 'r1', lane: `${stores.topic}/r1`, sequence },
  ...{ sentAt: sequence, copies: 1, isAcknowledged: true, expected: 'effect' },
  places: [`${stores.topic}/0/${String(sequence)}`],
  ...more,
});

const recording = (id: string, sequence: number): SentCommand => {
  const place = `${purchases.topic}/0/${String(sequence)}`;
  const of = { type: 'RecordPurchase', subject: 'd1', lane: `${purchases.topic}/d1` };
  return command(id, sequence, { ...of, mayBeParked: true, places: [place] });
};

const record = (topic: string, offset: number, more: Partial<FoundRecord>): FoundRecord => ({
  ...{ topic, partition: 0, offset, key: 'r1', headers: {}, transaction: 'committed', isSeen: true },
  ...more,
});

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
  const { events, append } = writtenStreams();
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
      ...appendsOf(events).map(({ commandId, commandType, ending, revision, subject }, offset) =>
        record(outcomesTopic.topic, offset, {
          key: subject,
          headers: { ce_id: uuidOf(offset) },
          data: { commandId, command: commandType, ...ending, subject, revision },
        }),
      ),
      record(internal.topic, 0, { headers: { ce_id: requested?.id ?? '', ce_type: 'LinkTradeIn' } }),
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
