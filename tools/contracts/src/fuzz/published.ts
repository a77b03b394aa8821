import { cloudEventType } from '@tierline/contracts';
import { refusalsBy } from '../ajv.js';
import { contracts } from '../catalogue.js';
import { headerSchema } from '../generate/headers.js';
import { messageSchema } from '../generate/json-schema.js';
import { dataOf } from './kafka-account.js';
import type { Reading } from './readings.js';

/** What is wrong with a published record, by the contracts: one line each. */
export function publishedJudge(): (reading: Reading) => readonly string[] {
  const promises = new Map(
    contracts
      .filter(({ kind }) => kind !== 'command')
      .map((contract) => [
        cloudEventType(contract.context, contract.message),
        { ofHeaders: refusalsBy(headerSchema(contract)), ofData: refusalsBy(messageSchema(contract)) },
      ]),
  );
  return (reading) => {
    const type = reading.headers['ce_type'] ?? '';
    const promise = promises.get(type);
    if (!promise) return [`${reading.topic} has a ${type}, which no contract promises`];
    const wrong = [...promise.ofHeaders(reading.headers), ...promise.ofData(dataOf(reading))];
    const isKeyed = reading.key === reading.headers['ce_subject'];
    return [
      ...wrong.map((field) => `${type} has ${field}, which is not as promised`),
      ...(isKeyed ? [] : [`${type} is not keyed by its subject`]),
    ];
  };
}
