import type { ConcessionInput } from '../concession-terms.js';
import type { DecideConcession, DecideConcessionOtherwise } from '../customer.commands.js';
import type { DiscretionReason } from '../customer.events.js';
import type { ConcessionId, ConcessionKind } from '../values.js';
import { cleo, command, day, todayFact, today, usd } from './fixtures.js';

/** Asks for something, by default for a credit. */
export const ask = (amountMinor: number, kind: ConcessionKind = 'credit', id = 'concession-1'): DecideConcession =>
  command(
    'DecideConcession',
    { customerId: cleo, concessionId: id as ConcessionId, kind, requested: usd(amountMinor) },
    todayFact,
  );

/** A supervisor decides otherwise. */
export const otherwise = (
  amountMinor: number,
  reason: DiscretionReason = 'loyalty',
  id = 'concession-1',
): DecideConcessionOtherwise =>
  command(
    'DecideConcessionOtherwise',
    { customerId: cleo, concessionId: id as ConcessionId, amount: usd(amountMinor), reason },
    todayFact,
  );

/** Of a customer of value 3 who is kind, and has been one for a year. */
export const input: ConcessionInput = {
  kind: 'credit',
  value: 3,
  attitude: 'good',
  history: { openedOn: day('2025-03-01'), bills: 12, onTimeBills: 12, paidMinor: 60_000 },
  granted: [],
  feeOwedMinor: 0,
  on: today,
};
