import { describe, expect, it } from '@jest/globals';
import { fieldsRefused } from '@tierline/platform/testing';
import 'reflect-metadata';
import { refusalsBy } from '../ajv.js';
import { contracts, versionedName } from '../catalogue.js';
import { messageSchema } from '../generate/json-schema.js';
import { invalidSamples } from './invalid.js';
import { validSamples } from './valid.js';

/** Of an item that is no object, the class tells at its list. */
const listOf = (field: string) => field.replace(/\.\d+$/, '');

const cases = contracts.map(
  (contract) => [`${contract.context}.${versionedName(contract.message)}`, contract] as const,
);

describe.each(cases)('the samples of %s', (_, contract) => {
  const refusals = refusalsBy(messageSchema(contract));
  const valid = validSamples(contract);
  const invalid = invalidSamples(contract);

  it('are valid by its class and by its schema', () => {
    expect(valid.length).toBeGreaterThan(0);
    for (const data of valid) {
      expect({ data, byClass: fieldsRefused(contract.message, data), bySchema: refusals(data) }).toEqual({
        data,
        byClass: [],
        bySchema: [],
      });
    }
  });

  it('that are wrong are refused by both, at the field that is wrong', () => {
    expect(invalid.length).toBeGreaterThan(5);
    for (const { why, field, data } of invalid) {
      const read: unknown = JSON.parse(JSON.stringify(data));
      const byClass = fieldsRefused(contract.message, read).map((each) => (each === listOf(field) ? field : each));
      expect({ why, byClass, bySchema: refusals(read) }).toEqual({
        why,
        byClass: expect.arrayContaining([field]),
        bySchema: expect.arrayContaining([field]),
      });
    }
  });

  it('leave out, spoil and forbid every field', () => {
    const faulty = new Set(invalid.map(({ field }) => field));
    const fields = valid.flatMap((data) => Object.keys(data));
    expect([...faulty]).toEqual(expect.arrayContaining([...fields, '', 'unknownField']));
  });
});
