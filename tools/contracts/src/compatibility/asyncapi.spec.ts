import { describe, expect, it } from '@jest/globals';
import { deviceUnlockTopics } from '@tierline/contracts';
import 'reflect-metadata';
import { asyncApiDocument } from '../generate/asyncapi.js';
import { planted, remove, set, type Planted } from '../testing/planted.js';
import { breakingChanges } from './asyncapi.js';

const document = asyncApiDocument();
const stores = deviceUnlockTopics.ingress.stores.topic;
const events = deviceUnlockTopics.events.topic;
const kafka = (topic: string) => ['channels', topic, 'bindings', 'kafka'];
const field = (type: string, ...path: readonly string[]) => ['components', 'schemas', type, 'properties', ...path];
const schema = (type: string, ...path: readonly string[]) => ['components', 'schemas', type, ...path];

type Case = readonly [what: string, change: Planted, where: string, told: string];
const text = { type: 'string' };

const topics: readonly Case[] = [
  ['a topic that is gone', remove(['channels', stores]), stores, 'the topic is gone'],
  ['a topic of another name', set(['channels', stores, 'address'], 'x'), stores, 'its name is "x"'],
  ['another number of partitions', set([...kafka(stores), 'partitions'], 7), stores, 'partitions is 7, and was 6'],
  [
    'a topic that is compacted',
    set([...kafka(events), 'topicConfiguration', 'cleanup.policy'], ['compact']),
    events,
    'how it is cleaned up',
  ],
  [
    'events that are kept for less long',
    set([...kafka(events), 'topicConfiguration', 'retention.ms'], 1000),
    events,
    'records are kept for 1000 ms',
  ],
  ['another sender', set(['channels', stores, 'x-tierline-sender'], 'maker'), stores, 'who may write to it'],
  [
    'a door that is no longer read',
    remove(['operations', `receive.${stores}`]),
    stores,
    'is unused now, and was taken',
  ],
  [
    'a message that is gone',
    remove(['channels', stores, 'messages', 'SubmitProof.v1']),
    `${stores} SubmitProof.v1`,
    'the message is gone',
  ],
  [
    'another type in the envelope',
    set(['components', 'messages', 'device-unlock.SubmitProof.v1', 'name'], 'x'),
    `${stores} SubmitProof.v1`,
    'its name changed',
  ],
  [
    'a header that is needed now',
    set(['components', 'messages', 'device-unlock.SubmitProof.v1', 'headers', 'required'], ['ce_time']),
    `${stores} SubmitProof.v1 headers`,
    'field ce_time is required now',
  ],
  [
    'a header that a reader was promised',
    set(['components', 'messages', 'device-unlock.ProofMatched.v1', 'headers', 'required'], []),
    `${events} ProofMatched.v1 headers`,
    'field tierline-position is no longer always there',
  ],
  [
    'another kind of key',
    set(['components', 'messages', 'device-unlock.SubmitProof.v1', 'bindings', 'kafka', 'key', 'type'], 'integer'),
    `${stores} SubmitProof.v1 key`,
    'no longer takes string',
  ],
];

const findings = (current: typeof document) => breakingChanges(document, current);

describe('a topic breaks its users by', () => {
  it.each(topics)('%s', (_what, change, where, what) => {
    expect(findings(planted(document, change))).toContainEqual({ where, what: expect.stringContaining(what) });
  });
});

const harmless: readonly (readonly [what: string, change: Planted])[] = [
  ['a new topic', set(['channels', 'tierline.more.v1'], { address: 'tierline.more.v1' })],
  ['a new message', set(['channels', events, 'messages', 'More.v1'], { $ref: '#/components/messages/DeadLetter' })],
  ['a new optional field of a command', set(field('AnswerCredentialsV1', 'note'), text)],
  ['a new field of an event', set(field('ProofMatchedV1', 'note'), text)],
  ['a word more in a command', set(field('AnswerCredentialsV1', 'credentials', 'enum'), ['known', 'unknown', 'lost'])],
  ['a word less in an event', set(field('PurchaseRecordMissingV1', 'reason', 'enum'), ['no-record'])],
  ['a longer text in a command', set(field('RequestActivationUnlockV1', 'customerId', 'maxLength'), 65)],
  ['a shorter list in an event', set(field('ProofMatchedV1', 'fields', 'maxItems'), 4)],
  ['a field that a command no longer needs', set(schema('RequestActivationUnlockV1', 'required'), ['device'])],
  ['another description', set(field('RequestActivationUnlockV1', 'customerId', 'description'), 'Who asks')],
  ['a door that keeps less long', set([...kafka(stores), 'topicConfiguration', 'retention.ms'], 1000)],
];

describe('nobody is broken by', () => {
  it('nothing', () => expect(findings(document)).toEqual([]));

  it.each(harmless)('%s', (_, change) => expect(findings(planted(document, change))).toEqual([]));
});
