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

/** The schemas of messages, and of all that they are made of. */
export const asyncApiSchemas = (messages: readonly Contract[]): Readonly<Record<string, JsonObject>> =>
  plainSchemas(schemasOf([...new Set(messages.map(({ message }) => message.data))]));
