import { describe, expect, it } from '@jest/globals';
import {
  callRoutingTopics,
  coverageComplaintsTopics,
  customerValueTopics,
  deviceUnlockTopics,
  type ContextTopics,
} from '@tierline/contracts';
import { decodeCloudEvent } from '@tierline/platform';
import 'reflect-metadata';
import { refusalsBy } from '../ajv.js';
import { contracts, versionedName } from '../catalogue.js';
import { isObject, type Json } from '../json.js';
import { followed } from '../schema-reader.js';
import { asyncApiDocument } from './asyncapi.js';
import { headerSchema, sampleHeaders } from './headers.js';

const document = asyncApiDocument();
const at = (...path: readonly string[]) =>
  path.reduce<Json | undefined>((value, key) => (isObject(value) ? value[key] : undefined), document);
const { stores, purchases } = deviceUnlockTopics.ingress;

describe('the AsyncAPI document', () => {
  it('is of version 3.0.0', () => {
    expect(document['asyncapi']).toBe('3.0.0');
  });

  it('refers only to what is in it', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to = '']) => to);
    expect(references.length).toBeGreaterThan(50);
    for (const $ref of references) expect(() => followed(document, { $ref })).not.toThrow();
  });

  it('says who may write to a door, and which commands', () => {
    expect(at('channels', purchases.topic)).toMatchObject({
      address: purchases.topic,
      'x-tierline-sender': 'maker',
      bindings: { kafka: { partitions: 6, topicConfiguration: { 'cleanup.policy': ['delete'] } } },
    });
    expect(Object.keys(at('channels', purchases.topic, 'messages') as object)).toEqual(['RecordPurchase.v1']);
    expect(Object.keys(at('channels', stores.topic, 'messages') as object)).not.toContain('RecordPurchase.v1');
  });

  it('says of each topic whether it is read or written', () => {
    const actions = Object.entries(document['operations'] as object).map(([name, { action }]) => [
      name.split('.')[0],
      action as string,
    ]);
    expect(actions.every(([prefix, action]) => prefix === action)).toBe(true);
    const doorsOf = ({ ingress }: ContextTopics) => Object.values(ingress).filter(({ publishedBy }) => !publishedBy);
    expect(doorsOf(deviceUnlockTopics)).toContain(purchases);
    expect(Object.keys(document['operations'] as object)).toEqual(
      [deviceUnlockTopics, customerValueTopics, callRoutingTopics, coverageComplaintsTopics].flatMap((topics) => [
        ...doorsOf(topics).map(({ topic }) => `receive.${topic}`),
        ...[topics.events, topics.outcomes, topics.deadLetters].map(({ topic }) => `send.${topic}`),
        `receive.${topics.redriveOrders.topic}`,
      ]),
    );
  });

  it('has no command that comes by HTTP only', () => {
    expect(JSON.stringify(document)).not.toContain('ForgetCustomer');
  });
});

const commands = contracts.filter(({ kind }) => kind === 'command');
const headerFaults: readonly (readonly [why: string, header: string, value: string | undefined])[] = [
  ['no version', 'ce_specversion', undefined],
  ['a version that is not CloudEvents 1.0', 'ce_specversion', '0.3'],
  ['no id', 'ce_id', undefined],
  ['an id with a space', 'ce_id', 'a b'],
  ['an empty source', 'ce_source', ''],
  ['no type', 'ce_type', undefined],
  ['no subject', 'ce_subject', undefined],
  ['a subject in capitals', 'ce_subject', '6B9F8A3E-7C1D-5E2F-9A4B-1C2D3E4F5A6B'],
  ['a subject that is too long', 'ce_subject', 'a'.repeat(65)],
  ['a time that is none', 'ce_time', 'yesterday'],
  ['a correlation with a space', 'ce_correlationid', 'a b'],
  ['another type of content', 'content-type', 'text/plain'],
];

describe.each(commands.map((contract) => [versionedName(contract.message), contract] as const))(
  'the headers of %s',
  (_, contract) => {
    const refusals = refusalsBy(headerSchema(contract));
    const headers = sampleHeaders(contract);

    it('are taken by the door when the schema says so', () => {
      expect(refusals(headers)).toEqual([]);
      expect(decodeCloudEvent(headers)).toMatchObject({ type: headers['ce_type'] });
    });

    it.each(headerFaults)('are refused by both with %s', (_why, header, value) => {
      const { [header]: _left, ...others } = headers;
      const faulty = value === undefined ? others : { ...others, [header]: value };
      expect(refusals(faulty)).toEqual([header]);
      expect(decodeCloudEvent(faulty)).toEqual([expect.objectContaining({ field: header })]);
    });
  },
);

describe('the headers of what is published', () => {
  it.each(contracts.filter(({ kind }) => kind !== 'command'))('are as the schema says: $message.name', (contract) => {
    const refusals = refusalsBy(headerSchema(contract));
    const headers = sampleHeaders(contract);
    expect(refusals(headers)).toEqual([]);
    const { 'tierline-position': _, ...without } = headers;
    expect(refusals(without)).toEqual(['tierline-position']);
  });
});
