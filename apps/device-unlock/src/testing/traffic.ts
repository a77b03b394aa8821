import { REQUEST_COUNT, sourceId, type SourceId } from '@tierline/device-unlock';
import type { Actor, Instant } from '@tierline/kernel';
import { digest } from '@tierline/platform';
import { originOf } from '../sources/source-origin.js';
import { clerk, service, typesIn } from './service.js';

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

/** Somebody of operations, who makes no requests. */
export const ora: Actor = { id: 'ora', role: 'operations', channel: 'phone' };
/** How a request of a source that is blocked ends. */
export const refused = { outcome: 'refused', reason: 'source-blocked', rule: 'DU-15' };

export const sourceOf = (actor: Actor): SourceId => sourceId(digest, originOf(actor));

/** Asks one after another. */
export const askAll = async (found: ReturnType<typeof service>, list: readonly Wish[]) => {
  for (const wish of list) await ask(found, wish);
  return found;
};

/** A service that has blocked the clerk's store. */
export const stopped = () => askAll(service(), wishes(101, 11));

export const review = (found: ReturnType<typeof service>, actor = clerk) =>
  found.request('ReviewSource', { reason: 'duplicates-explained' }, { subject: sourceOf(actor), actor: ora });

/** The types of the events of a count. */
export const countsOf = ({ store }: ReturnType<typeof service>, actor: Actor, month: string, reviews = 0) =>
  typesIn(store, REQUEST_COUNT, `${sourceOf(actor)}.${month}.${String(reviews)}`);
