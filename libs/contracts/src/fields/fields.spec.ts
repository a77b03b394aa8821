import { describe, expect, it } from '@jest/globals';
import 'reflect-metadata';
import { validateSync } from 'class-validator';
import { Currency, Name, Text, Uuid } from './fields.js';

class NoteV1 {
  @Text(3)
  readonly text!: string;
}

class SellerV1 {
  @Name(5)
  readonly name!: string;
}

class PriceV1 {
  @Currency()
  readonly currency!: string;
}

class ThingV1 {
  @Uuid()
  readonly id!: string;
}

const isValid = (type: new () => object, fields: object) =>
  validateSync(Object.assign(new type(), fields)).length === 0;

describe('a text', () => {
  it.each([
    ['of one character', 'a', true],
    ['of as many characters as it may have', 'abc', true],
    ['of as many characters as it may have, each of them two units', '😀😀😀', true],
    ['of no character', '', false],
    ['of one character too many', 'abcd', false],
    ['that is too long by variation selectors', '❤\uFE0F❤\uFE0F', false],
    ['with half a character', 'a\uD83D', false],
    ['with a character that controls a terminal', 'a\u001b', false],
  ])('%s: %j', (_, text, expected) => {
    expect(isValid(NoteV1, { text })).toBe(expected);
  });
});

describe('a name', () => {
  it.each([
    ['with white space about it', ' ab ', true],
    ['of nothing but white space', ' \u3000\u00a0', false],
    ['of no character', '', false],
    ['of one character too many', 'abcdef', false],
    ['with a character that controls a terminal', 'a\u001b', false],
  ])('%s: %j', (_, name, expected) => {
    expect(isValid(SellerV1, { name })).toBe(expected);
  });
});

describe('a currency', () => {
  it.each([
    ['EUR', true],
    ['eur', false],
    ['EUr', false],
    ['JPY', true],
    ['BHD', true],
    ['XYZ', false],
    [978, false],
  ])('%j', (currency, expected) => {
    expect(isValid(PriceV1, { currency })).toBe(expected);
  });
});

describe('a UUID', () => {
  it.each([
    ['6b9f8a3e-7c1d-5e2f-9a4b-1c2d3e4f5a6b', true],
    ['00000000-0000-0000-0000-000000000000', true],
    ['ffffffff-ffff-ffff-ffff-ffffffffffff', true],
    ['6B9F8A3E-7C1D-5E2F-9A4B-1C2D3E4F5A6B', false],
    ['6b9f8a3e-7c1d-9e2f-9a4b-1c2d3e4f5a6b', false],
    ['6b9f8a3e7c1d5e2f9a4b1c2d3e4f5a6b', false],
  ])('%s', (id, expected) => {
    expect(isValid(ThingV1, { id })).toBe(expected);
  });
});
