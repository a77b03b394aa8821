import { describe, expect, it } from '@jest/globals';
import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { MessageType } from '../message-type.js';
import { customerValueEvents } from '../customer-value/events.js';
import { carrierUnlockCommands } from './carrier-commands.js';
import { deviceUnlockFacts } from './facts.js';

const { requestCarrierUnlock, showCode, acknowledgeCode, answerCarrierUnlock } = carrierUnlockCommands;
const { recordAccountStanding } = deviceUnlockFacts;

const faulty = (type: MessageType, body: object) =>
  validateSync(plainToInstance(type.data, body), {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
  }).map(({ property }) => property);

const device = { kind: 'imei', value: '490154203237518' };
const wish = { customerId: 'c-1', device };
const travel = { from: '2026-03-10', until: '2026-03-20', country: 'JP' };
const account = {
  device,
  customerId: 'c-1',
  activeSince: '2025-01-31',
  commitment: 'ended',
  feeOwed: { amountMinor: 0, currency: 'USD' },
  asOf: '2026-02-28T09:30:00.000Z',
};

describe('a request for a carrier unlock', () => {
  it('DU-12: is valid with a journey and without', () => {
    expect(faulty(requestCarrierUnlock, wish)).toEqual([]);
    expect(faulty(requestCarrierUnlock, { ...wish, travel, tradeInId: 't-1' })).toEqual([]);
  });

  it.each([
    ['no customer', { device }, ['customerId']],
    [
      'DU-14: an IMEI with a wrong check digit',
      { ...wish, device: { kind: 'imei', value: '490154203237519' } },
      ['device'],
    ],
    ['a country that does not exist', { ...wish, travel: { ...travel, country: 'XX' } }, ['travel']],
    ['a country in small letters', { ...wish, travel: { ...travel, country: 'japan' } }, ['travel']],
    ['a day that does not exist', { ...wish, travel: { ...travel, from: '2026-02-29' } }, ['travel']],
    ['a journey without an end', { ...wish, travel: { from: '2026-03-10', country: 'JP' } }, ['travel']],
    ['a null where a field may be left out', { ...wish, travel: null }, ['travel']],
    ['a value number of its own', { ...wish, value: 5 }, ['value']],
  ])('is refused with %s', (_, body, expected) => {
    expect(faulty(requestCarrierUnlock, body)).toEqual(expected);
  });

  it.each([answerCarrierUnlock, showCode, acknowledgeCode])('is followed by $name, which has no fields', (type) => {
    expect(faulty(type, {})).toEqual([]);
    expect(faulty(type, { code: '1' })).toEqual(['code']);
  });
});

describe('the standing of an account', () => {
  it('DU-11: is valid for every commitment', () => {
    for (const commitment of ['none', 'running', 'ended', 'bought-out'])
      expect(faulty(recordAccountStanding, { ...account, commitment })).toEqual([]);
  });

  it.each([
    ['a fee below nothing', { feeOwed: { amountMinor: -1, currency: 'USD' } }, ['feeOwed']],
    ['a fee in a currency that does not exist', { feeOwed: { amountMinor: 1, currency: 'USX' } }, ['feeOwed']],
    ['a fraction of a cent', { feeOwed: { amountMinor: 0.5, currency: 'USD' } }, ['feeOwed']],
    ['a commitment that nobody knows', { commitment: 'perhaps' }, ['commitment']],
    ['a moment for a day', { activeSince: '2025-01-31T00:00:00.000Z' }, ['activeSince']],
  ])('is refused with %s', (_, change, expected) => {
    expect(faulty(recordAccountStanding, { ...account, ...change })).toEqual(expected);
  });
});

describe('the standing of a customer', () => {
  const { customerStandingChanged } = customerValueEvents;
  const standing = { customerId: 'c-1', value: 0, attitude: 'good', asOf: '2026-02-28T09:30:00.000Z' };

  it('DU-12: is valid for each value number', () => {
    for (const value of [0, 1, 2, 3, 4, 5]) expect(faulty(customerStandingChanged, { ...standing, value })).toEqual([]);
  });

  it.each([[6], [-1], [2.5], ['3'], [null]])('is refused with the value %j', (value) => {
    expect(faulty(customerStandingChanged, { ...standing, value })).toEqual(['value']);
  });
});
