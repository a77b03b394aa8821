import { nameOf, type BillPaid, type CustomerFact, type FactName } from './customer-facts.events.js';
import type { Holdings } from './holdings.js';
import type { Band, MeritValues } from './policy-values.js';

/** What a customer has earned (CV-02), and what it rests on. */
export interface Merit {
  readonly points: number;
  readonly facts: readonly FactName[];
}

/**
 * Adds up what earns a number: bills paid on time, the dearest plan, the dearest device, and lines beyond the first. Each is
 * monotone: more of it never takes a point (CV-02).
 *
 * @param onTime the bills that were paid on time, in any order
 */
export function meritOf(onTime: readonly BillPaid[], holdings: Holdings, values: MeritValues): Merit {
  const bills = onTime.slice(-values.onTimeBill.atMostBills);
  const plan = dearest([...holdings.plans.values()], ({ data }) => data.monthly.amountMinor);
  const device = dearest(holdings.devices, ({ data }) => data.price.amountMinor);
  const extraLines = holdings.lines.slice(1, 1 + values.extraLine.atMostLines);
  const planPoints = plan ? bandPoints(plan.data.monthly.amountMinor, values.planBands) : 0;
  const devicePoints = device ? bandPoints(device.data.price.amountMinor, values.deviceBands) : 0;
  return {
    points:
      bills.length * values.onTimeBill.points + planPoints + devicePoints + extraLines.length * values.extraLine.points,
    facts: [
      ...bills,
      ...(plan && planPoints > 0 ? [plan] : []),
      ...(device && devicePoints > 0 ? [device] : []),
      ...extraLines,
    ].map((fact: CustomerFact) => nameOf(fact)),
  };
}

/** Points of the highest band that an amount reaches. */
export const bandPoints = (amountMinor: number, bands: readonly Band[]): number =>
  bands.findLast(({ fromMinor }) => fromMinor <= amountMinor)?.points ?? 0;

const dearest = <Fact>(facts: readonly Fact[], priceOf: (fact: Fact) => number): Fact | undefined =>
  facts.reduce<Fact | undefined>(
    (most, fact) => (most === undefined || priceOf(fact) > priceOf(most) ? fact : most),
    undefined,
  );
