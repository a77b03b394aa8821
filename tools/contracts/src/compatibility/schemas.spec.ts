import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../json.js';
import type { Direction } from './breaking-change.js';
import { schemaChanges } from './schemas.js';

const whats = (direction: Direction, released: JsonObject, current: JsonObject) =>
  schemaChanges('here', { root: released, schema: released }, { root: current, schema: current }, direction).map(
    ({ what }) => what,
  );

const shape = (kind: string): JsonObject => ({ properties: { kind: { const: kind } } });
const shapes = (...kinds: readonly string[]): JsonObject => ({ oneOf: kinds.map(shape) });
const condition = (minimum: number): JsonObject => ({
  allOf: [{ if: { properties: { kind: { const: 'a' } } }, then: { minimum } }],
});

/** A schema that takes more, one that takes less, and what is said of the way from one to the other. */
const pairs: readonly (readonly [what: string, wide: JsonObject, narrow: JsonObject, taken: string, given: string])[] =
  [
    ['types', { type: ['string', 'null'] }, { type: 'string' }, 'no longer takes null', 'can be null now'],
    ['whole numbers', { type: 'number' }, { type: 'integer' }, 'no longer takes number', 'can be number now'],
    [
      'any type',
      {},
      { type: 'string' },
      'only takes string now, and took anything',
      'can be anything now, and was string',
    ],
    ['words', { enum: ['a', 'b'] }, { enum: ['a'] }, 'no longer takes "b"', 'can be "b" now'],
    ['constants', { enum: ['a', 'b'] }, { const: 'b' }, 'no longer takes "a"', 'can be "a" now'],
    ['any word', {}, { enum: ['a'] }, 'only takes certain words now', 'can be any word now'],
    ['least', { minimum: 1 }, { minimum: 2 }, 'minimum is 2, and was 1', 'minimum is 1, and was 2'],
    ['most', { maxItems: 2 }, { maxItems: 1 }, 'maxItems is 1, and was 2', 'maxItems is 2, and was 1'],
    ['shapes', shapes('a', 'b'), shapes('a'), 'kind "b" is no longer taken', 'kind "b" is a new shape'],
    ['one shape', {}, shapes('a'), 'oneOf came or went', 'oneOf came or went'],
    ['conditions', condition(1), condition(2), 'minimum is 2, and was 1', 'minimum is 1, and was 2'],
    [
      'items',
      { items: {} },
      { items: { type: 'null' } },
      'only takes null now, and took anything',
      'can be anything now, and was null',
    ],
  ];

describe('of two schemas', () => {
  it.each(pairs)('%s: narrowing breaks what is taken, widening what is given', (_, wide, narrow, taken, given) => {
    expect(whats('taken', wide, narrow)).toEqual([taken]);
    expect(whats('given', narrow, wide)).toEqual([given]);
  });

  it.each(pairs)('%s: widening what is taken and narrowing what is given breaks nothing', (_, wide, narrow) => {
    expect(whats('taken', narrow, wide)).toEqual([]);
    expect(whats('given', wide, narrow)).toEqual([]);
  });

  it.each(['taken', 'given'] as const)('a pattern that is another breaks what is %s', (direction) => {
    expect(whats(direction, { pattern: 'a' }, { pattern: 'b' })).toEqual(['pattern is "b", and was "a"']);
  });

  it('unknown fields that are refused now break what is taken, and nothing that is given', () => {
    expect(whats('taken', {}, { additionalProperties: false })).toEqual(['unknown fields are no longer taken']);
    expect(whats('given', {}, { additionalProperties: false })).toEqual([]);
  });

  it('a reference to nothing is an error', () => {
    expect(() => whats('taken', { $ref: '#/nowhere' }, {})).toThrow('#/nowhere points at nothing');
  });
});
