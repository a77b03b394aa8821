import { cloudEventType, schemasOf, COMPONENTS } from '@tierline/contracts';
import { versionedName, type Contract } from '../catalogue.js';
import { asJson, type JsonObject } from '../json.js';
import { validSamples } from '../samples/valid.js';
import { headerSchema, sampleHeaders } from './headers.js';
import { plainSchemas } from './json-schema.js';

/** The version of AsyncAPI's description of Kafka. */
export const KAFKA_BINDING = '0.5.0';

/** The name of a message among the components: `device-unlock.SubmitProof.v1`. */
export const componentName = ({ context, message }: Pick<Contract, 'context' | 'message'>): string =>
  `${context}.${versionedName(message)}`;

const key = {
  type: 'string',
  description: 'What must stay in order: the id of the aggregate, as in ce_subject',
};

/** The message that a record carries, as AsyncAPI describes it. */
export function asyncApiMessage(contract: Contract): JsonObject {
  const { context, kind, message } = contract;
  const [sample] = validSamples(contract);
  return asJson({
    name: cloudEventType(context, message),
    title: versionedName(message),
    summary: summaries[kind],
    contentType: 'application/json',
    headers: headerSchema(contract),
    payload: { $ref: COMPONENTS + message.data.name },
    correlationId: { location: '$message.header#/ce_correlationid' },
    bindings: { kafka: { key, bindingVersion: KAFKA_BINDING } },
    examples: [{ headers: sampleHeaders(contract), payload: sample }],
  });
}

const summaries = {
  command: 'Asks for something. The same source and id again is the same command again, and has no second effect',
  event: 'Has happened. A reader passes over types and fields that it does not know',
  outcome: 'What became of one command: one for each that was executed, refusals included',
} as const;

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
      'tierline-error': { type: 'string', description: 'The name of the error of a command that kept failing' },
    },
  },
  payload: { description: 'The bytes of the record, encrypted' },
};

/** The schemas of messages, and of all that they are made of. */
export const asyncApiSchemas = (messages: readonly Contract[]): Readonly<Record<string, JsonObject>> =>
  plainSchemas(schemasOf([...new Set(messages.map(({ message }) => message.data))]));
