import { describe, expect, it } from '@jest/globals';
import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { MessageType } from '../message-type.js';
import { deviceUnlockFacts } from './facts.js';

const { recordDeviceStatus, recordSellerStanding } = deviceUnlockFacts;

const faulty = (type: MessageType, body: object) =>
  validateSync(plainToInstance(type.data, body), { whitelist: true, forbidNonWhitelisted: true }).map(
    ({ property }) => property,
  );

const status = {
  device: { kind: 'imei', value: '490154203237518' },
  condition: 'stolen',
  holds: true,
  occurredAt: '2026-02-28T09:30:00.000Z',
};
const standing = { seller: 'Mall Kiosk', standing: 'liquidating', asOf: '2026-02-28T09:30:00.000Z' };

describe('the status of a device', () => {
  it('DU-09: is valid for each condition that forbids an unlock, whether it holds or holds no longer', () => {
    for (const condition of ['lost', 'stolen', 'lost-mode', 'managed'])
      for (const holds of [true, false])
        expect(faulty(recordDeviceStatus, { ...status, condition, holds })).toEqual([]);
  });

  it.each([
    ['a condition that nobody knows', { condition: 'broken' }, ['condition']],
    ['a text where it is yes or no', { holds: 'true' }, ['holds']],
    ['a moment without milliseconds', { occurredAt: '2026-02-28T09:30:00Z' }, ['occurredAt']],
    ['a moment in another zone', { occurredAt: '2026-02-28T09:30:00.000+01:00' }, ['occurredAt']],
    ['a moment on a day that does not exist', { occurredAt: '2026-02-30T09:30:00.000Z' }, ['occurredAt']],
    ['a moment as a number', { occurredAt: 1_772_000_000_000 }, ['occurredAt']],
    ['DU-14: an IMEI with a wrong check digit', { device: { kind: 'imei', value: '490154203237519' } }, ['device']],
    ['a field that nobody knows', { reportedBy: 'ada' }, ['reportedBy']],
  ])('is refused with %s', (_, change, expected) => {
    expect(faulty(recordDeviceStatus, { ...status, ...change })).toEqual(expected);
  });
});

describe('the standing of a seller', () => {
  it('DU-08: is valid for each standing', () => {
    for (const each of ['authorised', 'unauthorised', 'liquidating'])
      expect(faulty(recordSellerStanding, { ...standing, standing: each })).toEqual([]);
  });

  it.each([
    ['a standing that nobody knows', { standing: 'friendly' }, ['standing']],
    ['a seller without a name', { seller: '' }, ['seller']],
    ['a name that is too long', { seller: 'x'.repeat(121) }, ['seller']],
    ['a control character in the name', { seller: 'Kiosk\u0000' }, ['seller']],
    ['a day for a moment', { asOf: '2026-02-28' }, ['asOf']],
  ])('is refused with %s', (_, change, expected) => {
    expect(faulty(recordSellerStanding, { ...standing, ...change })).toEqual(expected);
  });
});
