import type { Actor, Instant } from '@tierline/kernel';
import { digest } from '@tierline/platform';
import { clerk, type service } from './service.js';

export const march = '2026-03-02T10:00:00.000Z' as Instant;

/** A request of a source, by the number of its device. */
export interface Wish {
  readonly number: number;
  readonly device: number;
  readonly actor?: Actor;
  readonly at?: Instant;
  readonly lock?: 'activation' | 'carrier';
}

/** The id of the request with a number. */
export const requestOf = (number: number): string => digest.uuid(['spec-request', number]);

/** Asks for an unlock: the same number is the same command of the same request. */
export const ask = (
  { request }: Pick<ReturnType<typeof service>, 'request'>,
  { number, device, actor = clerk, at = march, lock = 'activation' }: Wish,
) => {
  const type = lock === 'activation' ? 'RequestActivationUnlock' : 'RequestCarrierUnlock';
  const body = { customerId: 'c1', device: { kind: 'serial', value: `SERIAL${String(device).padStart(6, '0')}` } };
  return request(type, body, { subject: requestOf(number), actor, at, number: 1_000_000 + number });
};

/** So many requests, numbered from `from` on, of which the last ones ask for the first devices again. */
export const wishes = (all: number, duplicates: number, from = 0): readonly Wish[] =>
  Array.from({ length: all }, (_, index) => ({
    number: from + index,
    device: from + (index < all - duplicates ? index : index - (all - duplicates)),
  }));
