import { describe, expect, it } from '@jest/globals';
import { deviceUnlockTopics } from '@tierline/contracts';
import 'reflect-metadata';
import { asyncApiDocument } from '../generate/asyncapi.js';
import { planted, remove, set, type Planted } from '../testing/planted.js';
import { breakingChanges } from './asyncapi.js';

const document = asyncApiDocument();
const stores = deviceUnlockTopics.ingress.stores.topic;
const events = deviceUnlockTopics.events.topic;
const field = (type: string, ...path: readonly string[]) => ['components', 'schemas', type, 'properties', ...path];
const schema = (type: string, ...path: readonly string[]) => ['components', 'schemas', type, ...path];

type Case = readonly [what: string, change: Planted, where: string, told: string];
const text = { type: 'string' };

const request = `${stores} RequestActivationUnlock.v1`;
const proof = `${stores} SubmitProof.v1 proof`;
const commands: readonly Case[] = [
  ['a field that is gone', remove(field('RequestActivationUnlockV1', 'tradeInId')), request, 'tradeInId is gone'],
  [
    'a new field that is required',
    set(schema('AnswerCredentialsV1'), {
      type: 'object',
      properties: { credentials: { type: 'string', enum: ['known', 'unknown'] }, by: text },
      required: ['credentials', 'by'],
      additionalProperties: false,
    }),
    `${stores} AnswerCredentials.v1`,
    'field by is new and required',
  ],
  [
    'a field that is required now',
    set(schema('RequestActivationUnlockV1', 'required'), ['customerId', 'device', 'tradeInId']),
    request,
    'field tradeInId is required now',
  ],
  [
    'another type',
    set(field('RequestActivationUnlockV1', 'customerId', 'type'), 'integer'),
    `${request} customerId`,
    'no longer takes string',
  ],
  [
    'a word less',
    set(field('AnswerCredentialsV1', 'credentials', 'enum'), ['known']),
    `${stores} AnswerCredentials.v1 credentials`,
    'no longer takes "unknown"',
  ],
  [
    'a text that may only be some words now',
    set(field('RequestActivationUnlockV1', 'customerId', 'enum'), ['c-1']),
    `${request} customerId`,
    'only takes certain words now',
  ],
  [
    'a shorter text',
    set(field('RequestActivationUnlockV1', 'customerId', 'maxLength'), 63),
    `${request} customerId`,
    'maxLength is 63, and was 64',
  ],
  [
    'a bound where there was none',
    set(field('RequestActivationUnlockV1', 'customerId', 'minLength'), 2),
    `${request} customerId`,
    'minLength is 2, and was not there',
  ],
  [
    'a smaller amount',
    set(field('MoneyV1', 'amountMinor', 'maximum'), 5),
    `${deviceUnlockTopics.ingress.purchases.topic} RecordPurchase.v1 price amountMinor`,
    'maximum is 5',
  ],
  [
    'another form',
    set(field('RequestActivationUnlockV1', 'customerId', 'pattern'), '^[a-z]+$'),
    `${request} customerId`,
    'pattern is "^[a-z]+$"',
  ],
  [
    'a shape less',
    set(
      field('SubmitProofV1', 'proof', 'oneOf'),
      ['PurchaseProofV1', 'IdentityDocumentProofV1'].map((name) => ({ $ref: `#/components/schemas/${name}` })),
    ),
    proof,
    'kind "customer-word" is no longer taken',
  ],
  [
    'a shape that is told by another word',
    set(field('CustomerWordProofV1', 'kind', 'const'), 'word-of-honour'),
    proof,
    'kind "customer-word" is no longer taken',
  ],
  [
    'another form of one kind',
    set(schema('DeviceIdentityV1', 'allOf'), [{ if: { properties: {} }, then: {} }]),
    `${request} device`,
    'the condition {"properties":{}} came or went',
  ],
  [
    'a keyword that nobody compares',
    set(field('RequestActivationUnlockV1', 'customerId', 'not'), { const: 'c' }),
    `${request} customerId`,
    'not changed',
  ],
];

const refused = `${events} ProofRefused.v1`;
const told: readonly Case[] = [
  ['a field that is gone', remove(field('ProofRefusedV1', 'reason')), refused, 'field reason is gone'],
  [
    'a field that is not always there now',
    set(schema('ProofRefusedV1', 'required'), ['requestId', 'proof', 'reason']),
    refused,
    'field fields is no longer always there',
  ],
  [
    'another type',
    set(field('ProofRefusedV1', 'reason', 'type'), ['string', 'null']),
    `${refused} reason`,
    'can be null now',
  ],
  [
    'a word more, for which its readers have no branch',
    set(field('ProofRefusedV1', 'reason', 'enum'), ['identity-document', 'customer-word', 'fields-differ', 'forged']),
    `${refused} reason`,
    'can be "forged" now',
  ],
  ['any word', remove(field('ProofRefusedV1', 'reason', 'enum')), `${refused} reason`, 'can be any word now'],
  [
    'a longer list',
    set(field('ProofRefusedV1', 'fields', 'maxItems'), 50),
    `${refused} fields`,
    'maxItems is 50, and was 5',
  ],
  [
    'items of another shape',
    set(field('FieldResultV1', 'result', 'enum'), ['equal', 'within-tolerance', 'different', 'unknown']),
    `${refused} fields [] result`,
    'can be "unknown" now',
  ],
  [
    'a text without its form',
    remove(field('ProofRefusedV1', 'requestId', 'pattern')),
    `${refused} requestId`,
    'pattern is not there',
  ],
];

describe.each([
  ['a command', commands],
  ['an event', told],
])('%s breaks its users by', (_, cases) => {
  it.each(cases)('%s', (_what, change, where, what) => {
    const changes = breakingChanges(document, planted(document, change));
    expect(changes).toContainEqual({ where, what: expect.stringContaining(what) });
  });
});

it('names a renamed field as one that is gone and one that is new', () => {
  const properties = { credentialsAre: { type: 'string', enum: ['known', 'unknown'] } };
  const renamed = planted(
    planted(document, set(schema('AnswerCredentialsV1', 'properties'), properties)),
    set(schema('AnswerCredentialsV1', 'required'), ['credentialsAre']),
  );
  expect(breakingChanges(document, renamed).map(({ what }) => what)).toEqual([
    'field credentials is gone',
    'field credentialsAre is new and required',
  ]);
});
