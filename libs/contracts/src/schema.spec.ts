import { describe, expect, it } from '@jest/globals';
import { ValidateBy } from 'class-validator';
import { ForeignId, LocalDate, MinorUnits, Nested, NestedList, NestedOneOf, Optional, Uuid } from './fields/index.js';
import * as contracts from './index.js';
import { COMPONENTS, schemasOf, type ContractClass } from './schema.js';

class PartV1 {
  @LocalDate()
  readonly madeOn!: string;
}

class BulbV1 {
  @Uuid()
  readonly id!: string;
}

class LampV1 {
  @ForeignId()
  readonly id!: string;

  @MinorUnits()
  readonly price!: number;

  @Optional()
  @Nested(() => PartV1)
  readonly socket?: PartV1;

  @NestedList(() => PartV1, 3)
  readonly parts!: readonly PartV1[];

  @NestedOneOf('kind', { part: PartV1, bulb: BulbV1 })
  readonly light!: PartV1 | BulbV1;
}

class NothingV1 {}

const reference = (name: string) => ({ $ref: COMPONENTS + name });

describe('the schema of a class', () => {
  it('says of each field what its decorators say, and refuses others', () => {
    const { LampV1: lamp } = schemasOf([LampV1]);
    expect(lamp).toEqual({
      type: 'object',
      properties: {
        id: { type: 'string', maxLength: 64, pattern: '^[\\w.:-]+$' },
        price: { type: 'integer', minimum: 0, maximum: 100_000_000 },
        socket: reference('PartV1'),
        parts: { type: 'array', maxItems: 3, items: reference('PartV1') },
        light: {
          oneOf: [reference('PartV1'), reference('BulbV1')],
          discriminator: {
            propertyName: 'kind',
            mapping: { part: `${COMPONENTS}PartV1`, bulb: `${COMPONENTS}BulbV1` },
          },
        },
      },
      required: expect.arrayContaining(['id', 'price', 'parts', 'light']),
      additionalProperties: false,
    });
    expect(lamp?.['required']).not.toContain('socket');
  });

  it('comes with those of the classes that it is made of', () => {
    expect(Object.keys(schemasOf([LampV1]))).toEqual(['LampV1', 'PartV1', 'BulbV1']);
    expect(schemasOf([LampV1])['PartV1']).toMatchObject({ properties: { madeOn: { type: 'string', format: 'date' } } });
  });

  it('allows no field when the class has none', () => {
    expect(schemasOf([NothingV1])).toEqual({
      NothingV1: { type: 'object', properties: {}, additionalProperties: false },
    });
  });

  it('is not written for a validator that nobody has written as a schema', () => {
    class OddV1 {
      @ValidateBy({ name: 'isOdd', validator: { validate: () => true } })
      readonly number!: number;
    }
    expect(() => schemasOf([OddV1])).toThrow('OddV1.number: write validator isOdd as JSON Schema');
  });

  it('is not written over that of another class of the same name', () => {
    const other = { PartV1: class PartV1 {} }.PartV1;
    expect(() => schemasOf([PartV1, other])).toThrow('two classes are named PartV1');
  });
});

describe('every class of the contracts', () => {
  const isVersioned = (value: unknown): value is ContractClass =>
    typeof value === 'function' && /V\d+$/.test(value.name);
  const schemas = schemasOf(Object.values(contracts).filter(isVersioned));

  it('has a schema that refers only to schemas that are there', () => {
    const references = JSON.stringify(schemas).match(/"#[^"]*"/g) ?? [];
    expect(references.length).toBeGreaterThan(0);
    for (const each of references) expect(Object.keys(schemas)).toContain(each.slice(COMPONENTS.length + 1, -1));
  });

  it.each(Object.entries(schemas))('says of every field of %s what it may be', (_, schema) => {
    for (const field of Object.values(schema['properties'] as Record<string, object>)) {
      expect(Object.keys(field)).toEqual(
        expect.arrayContaining([expect.stringMatching(/^(?:type|\$ref|oneOf|enum)$/)]),
      );
    }
  });

  it('has a schema if it is a command or an event', () => {
    const messages = [...Object.values(contracts.deviceUnlockCommands), ...Object.values(contracts.deviceUnlockEvents)];
    expect(Object.keys(schemas)).toEqual(expect.arrayContaining(messages.map(({ data }) => data.name)));
  });

  it('says of a device what its identity must be for each kind, and nothing that is only ours', () => {
    const { DeviceIdentityV1: device } = schemas;
    expect(device?.['allOf']).toEqual(
      ['imei', 'imeisv', 'serial'].map((word) => ({
        if: { properties: { kind: { const: word } }, required: ['kind'] },
        then: { properties: { value: expect.objectContaining({ pattern: expect.any(String) }) } },
      })),
    );
    expect(JSON.stringify(schemas)).not.toContain('x-of-its-kind');
  });

  it('names the currencies that there are', () => {
    const { currency } = schemas['MoneyV1']?.['properties'] as { currency: { enum: string[] } };
    expect(currency.enum).toEqual(expect.arrayContaining(['EUR', 'JPY', 'USD']));
    expect(currency.enum).not.toContain('XYZ');
  });

  it('tells proofs apart by their kind', () => {
    expect(schemas['SubmitProofV1']).toMatchObject({
      properties: { proof: { oneOf: [{}, {}, {}], discriminator: { propertyName: 'kind' } } },
    });
    expect(schemas['PurchaseProofV1']).toMatchObject({ properties: { kind: { const: 'purchase' } } });
  });
});
