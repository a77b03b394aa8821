import type { JsonObject } from '../json.js';

/** A record that could not be executed, as it was put aside. */
export const deadLetterMessage: JsonObject = {
  name: 'DeadLetter',
  title: 'Dead letter',
  summary: 'A record that can never be executed: its key, its headers, its bytes, and why. At least once',
  headers: {
    type: 'object',
    required: ['tierline-reason', 'tierline-topic', 'tierline-partition', 'tierline-offset', 'tierline-part'],
    properties: {
      'tierline-reason': { type: 'string', description: 'Why it was put aside, for programs' },
      'tierline-topic': { type: 'string', description: 'Where it was read, with partition and offset: who it is' },
      'tierline-partition': { type: 'string', pattern: '^\\d+$' },
      'tierline-offset': { type: 'string', pattern: '^\\d+$' },
      'tierline-written-at': { type: 'string', format: 'date-time' },
      'tierline-part': { type: 'string', pattern: '^\\d+/\\d+$', description: 'Large ones come in parts: 1/2, 2/2' },
      'tierline-violations': { type: 'string', description: 'What is wrong, as JSON, without the values' },
      'tierline-error': {
        type: 'string',
        description: 'The name of an error. Commands that keep failing are parked now',
      },
    },
  },
  payload: { description: 'The bytes of the record, encrypted part by part' },
};

const who = {
  action: { enum: ['redrive', 'discard'] },
  by: { type: 'string', minLength: 1, maxLength: 128, description: 'Who wants it' },
  why: { type: 'string', minLength: 1, maxLength: 500 },
  at: { type: 'string', format: 'date-time' },
};
const OFFSET = { type: 'string', pattern: '^\\d{1,19}$' };

/** What operations want done with something that was put aside. */
export const redriveOrderMessage: JsonObject = {
  name: 'RedriveOrder',
  title: 'Redrive order',
  summary:
    'Says what is to be done with a key, a parked command or a dead letter. A marker in the ingress topic says when',
  payload: {
    type: 'object',
    required: [...Object.keys(who), 'topic', 'partition', 'key', 'target', 'offsets'],
    properties: {
      ...who,
      topic: { type: 'string', description: 'The ingress topic' },
      partition: { type: 'integer', minimum: 0 },
      key: { type: ['string', 'null'], description: 'The key of the record, in base64' },
      target: { enum: ['key', 'entry', 'dead-letter'] },
      offsets: {
        type: 'array',
        minItems: 1,
        items: OFFSET,
        description: 'Of a key: up to which ingress offset; of an entry: which; of a dead letter: where its parts are',
      },
    },
  },
};

/** What became of something that was put aside. */
export const settlementMessage: JsonObject = {
  name: 'Settlement',
  title: 'Settlement',
  summary: 'What an order of operations led to, for one command or at its end. At least once',
  headers: {
    type: 'object',
    required: ['tierline-settlement'],
    properties: { 'tierline-settlement': { type: 'string', description: 'Its kind' } },
  },
  payload: {
    type: 'object',
    required: ['kind', 'order', ...Object.keys(who)],
    properties: {
      kind: { enum: ['redriven', 'failed-again', 'dead-lettered', 'discarded', 'completed', 'nothing-to-do'] },
      order: { ...OFFSET, description: 'The offset of the order in its topic' },
      ...who,
      id: {
        type: 'object',
        description: 'Which command; of an order as a whole, nothing',
        required: ['topic', 'partition', 'offset'],
        properties: { topic: { type: 'string' }, partition: { type: 'integer' }, offset: OFFSET },
      },
      detail: { type: 'string', description: 'The outcome, the reason or the name of the error' },
      left: { type: 'integer', description: 'How many commands of its key are parked still' },
    },
  },
};
