import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isImei, isImeisv, tacOf } from './imei.js';

const digits = (length: number) =>
  fc.array(fc.nat(9), { minLength: length, maxLength: length }).map((each) => each.join(''));

describe('an IMEI', () => {
  it.each([
    ['490154203237518', true],
    ['490154203237519', false],
    ['356938035643809', true],
    ['000000000000000', true],
    ['490154203237581', false],
    ['49015420323751', false],
    ['4901542032375180', false],
    ['490154-203237518', false],
    ['49-015420-323751-8', false],
    [' 490154203237518', false],
    ['49015420323751８', false],
    ['', false],
  ])('DU-14: %j is one: %j', (text, expected) => expect(isImei(text)).toBe(expected));

  it.each([[490154203237518], [null], [undefined], [['490154203237518']], [{}]])('DU-14: %j is none', (value) =>
    expect(isImei(value)).toBe(false),
  );

  it('DU-14: is made of any 14 digits by exactly one check digit', () =>
    fc.assert(
      fc.property(digits(14), (body) => {
        const valid = Array.from({ length: 10 }, (_, digit) => `${body}${String(digit)}`).filter(isImei);
        expect(valid).toHaveLength(1);
      }),
    ));

  it('DU-14: with any one digit wrong is none', () =>
    fc.assert(
      fc.property(digits(14), fc.nat(14), fc.integer({ min: 1, max: 9 }), (body, place, by) => {
        const imei = Array.from({ length: 10 }, (_, digit) => `${body}${String(digit)}`).find(isImei) ?? '';
        const wrong = (Number(imei[place]) + by) % 10;
        expect(isImei(`${imei.slice(0, place)}${String(wrong)}${imei.slice(place + 1)}`)).toBe(false);
      }),
    ));
});

describe('an IMEISV', () => {
  it.each([
    ['4901542032375101', true],
    ['4901542032375199', true],
    ['0000000000000000', true],
    ['490154203237518', false],
    ['49015420323751010', false],
    ['49015420323751-01', false],
    ['490154203237510a', false],
  ])('DU-14: %j is one: %j', (text, expected) => expect(isImeisv(text)).toBe(expected));

  it('DU-14: is any 16 digits, since none of them checks the others', () =>
    fc.assert(fc.property(digits(16), (text) => expect(isImeisv(text)).toBe(true))));
});

it.each([
  ['490154203237518', '49015420'],
  ['4901542032375101', '49015420'],
  ['000000000000000', '00000000'],
])('DU-14: the type of %j is told by its first 8 digits, whether anybody knows it or not', (identity, tac) =>
  expect(tacOf(identity)).toBe(tac),
);
