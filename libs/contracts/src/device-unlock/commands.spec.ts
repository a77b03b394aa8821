import { describe, expect, it } from '@jest/globals';
import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { MessageType } from '../message-type.js';
import { deviceUnlockCommands } from './commands.js';

const { requestActivationUnlock, submitProof, removeActivationLock, consentToErasure } = deviceUnlockCommands;

/** The fields that are wrong, with the constraints they break. */
function faults(type: MessageType, body: unknown): string[] {
  const found: string[] = [];
  const walk = (errors: ReturnType<typeof validateSync>, path: string): void => {
    for (const { property, constraints = {}, children = [] } of errors) {
      found.push(...Object.keys(constraints).map((constraint) => `${path}${property}:${constraint}`));
      walk(children, `${path}${property}.`);
    }
  };
  walk(
    validateSync(plainToInstance(type.data, body), {
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: false,
    }),
    '',
  );
  return found.sort();
}

const device = { kind: 'imei', value: '490154203237518' };
const request = { customerId: 'customer-1', device };
const purchase = {
  kind: 'purchase',
  device,
  purchasedOn: '2025-11-28',
  seller: 'Phone House',
  price: { amountMinor: 79_900, currency: 'EUR' },
  receiptNumber: 'R-1',
};

describe('a request for an activation unlock', () => {
  it('is valid with a customer and a device', () => {
    expect(faults(requestActivationUnlock, request)).toEqual([]);
    expect(faults(requestActivationUnlock, { ...request, tradeInId: 'trade-7' })).toEqual([]);
  });

  it.each([
    ['no customer', { device }, ['customerId:isString', 'customerId:matches', 'customerId:maxLength']],
    [
      'a null where a field may be left out',
      { ...request, tradeInId: null },
      ['tradeInId:isString', 'tradeInId:matches', 'tradeInId:maxLength'],
    ],
    ['a field that nobody knows', { ...request, actor: 'supervisor' }, ['actor:whitelistValidation']],
    ['a list for a device', { ...request, device: [] }, ['device:isObject']],
    ['a list of devices', { ...request, device: [device] }, ['device:isObject']],
    [
      'a number for an IMEI',
      { ...request, device: { kind: 'imei', value: 490154203237518 } },
      ['device.value:isOfItsKind'],
    ],
  ])('is refused with %s', (_, body, expected) => {
    expect(faults(requestActivationUnlock, body)).toEqual(expected);
  });

  it.each([
    ['DU-14: an IMEI with a right check digit', 'imei', '490154203237518', true],
    ['DU-14: an IMEI with a wrong check digit', 'imei', '490154203237519', false],
    ['DU-14: an IMEISV, which has no check digit', 'imeisv', '4901542032375101', true],
    ['DU-14: an IMEISV given for an IMEI', 'imei', '4901542032375101', false],
    ['a serial number', 'serial', 'F2LXJ0ABCD12', true],
    ['a serial number in small letters', 'serial', 'f2lxj0abcd12', false],
    ['an identity of no known kind', 'mac', '490154203237518', false],
    ['an identity of a kind that is a name of every object', 'constructor', '490154203237518', false],
    ['an identity of the kind __proto__', '__proto__', '490154203237518', false],
  ])('%s', (_, kind, value, isValid) => {
    expect(faults(requestActivationUnlock, { ...request, device: { kind, value } }).length === 0).toBe(isValid);
  });
});

describe('a proof', () => {
  it.each([
    ['a purchase', purchase],
    ['an identity document', { kind: 'identity-document', document: 'drivers-licence' }],
    ["the customer's word", { kind: 'customer-word' }],
  ])('is valid as %s', (_, proof) => {
    expect(faults(submitProof, { proof })).toEqual([]);
  });

  it.each([
    ['no kind', { ...purchase, kind: undefined }],
    ['an unknown kind', { ...purchase, kind: 'bribe' }],
    ['the kind of another proof', { ...purchase, kind: 'customer-word' }],
    ['a day that does not exist', { ...purchase, purchasedOn: '2025-02-29' }],
    ['a moment for a day', { ...purchase, purchasedOn: '2025-02-28T00:00:00Z' }],
    ['a fraction of a cent', { ...purchase, price: { amountMinor: 0.5, currency: 'EUR' } }],
    ['an amount as text', { ...purchase, price: { amountMinor: '79900', currency: 'EUR' } }],
    ['a currency that does not exist', { ...purchase, price: { amountMinor: 1, currency: 'XYZ' } }],
    ['a control character in the seller', { ...purchase, seller: 'Phone\u001b[2J House' }],
    ['nothing at all', undefined],
    ['a list', [purchase]],
    ['a list of nothing', [null]],
    ['lists in lists', [[null], [[]]]],
    ['a kind that is a name of every object', { kind: 'constructor' }],
    ['a kind that is no word', { kind: ['purchase'] }],
  ])('is refused with %s', (_, proof) => {
    expect(faults(submitProof, { proof })).not.toEqual([]);
  });
});

it('tells a proof of an unknown kind that its kind is wrong', () => {
  expect(faults(submitProof, { proof: { kind: 'bribe' } })).toEqual(['proof.kind:isIn']);
});

describe('a command without fields', () => {
  it('is valid empty, and refused with any field', () => {
    expect(faults(removeActivationLock, {})).toEqual([]);
    expect(faults(removeActivationLock, { force: true })).toEqual(['force:whitelistValidation']);
  });
});

describe('consent to erasure', () => {
  it('is only given by saying so', () => {
    expect(faults(consentToErasure, { erasesTheDevice: true })).toEqual([]);
    for (const erasesTheDevice of [false, 'true', 1, null, undefined]) {
      expect(faults(consentToErasure, { erasesTheDevice })).toEqual(['erasesTheDevice:equals']);
    }
  });
});
