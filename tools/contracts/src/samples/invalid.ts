import type { Contract } from '../catalogue.js';
import { versionedName } from '../catalogue.js';
import { messageSchema } from '../generate/json-schema.js';
import { faultsOf } from './faults.js';
import type { InvalidSample } from './sample.js';
import { handMade, validSamples } from './valid.js';

/** What is no object at all: every message is one. */
const noObjects: readonly InvalidSample[] = [
  { why: 'null', field: '', data: null },
  { why: 'a list', field: '', data: [] },
  { why: 'a text', field: '', data: 'text' },
  { why: 'a number', field: '', data: 7 },
];

/**
 * Invalid data of a message: every field of its valid samples made wrong in every way that its schema refuses, and what
 * somebody has added by hand. Each has one fault.
 */
export function invalidSamples(contract: Contract): readonly InvalidSample[] {
  const schema = messageSchema(contract);
  const { invalid = [] } = handMade(contract.context, versionedName(contract.message));
  const faults = validSamples(contract).flatMap((sample) => faultsOf(schema, sample));
  const seen = new Set<string>();
  return [...noObjects, ...faults, ...invalid].filter(({ data }) => {
    const text = JSON.stringify(data);
    return !seen.has(text) && seen.add(text);
  });
}
