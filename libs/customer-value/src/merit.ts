import type { BillPaid, CustomerFact } from './customer-facts.events.js';
import type { Holdings } from './holdings.js';
import type { Band, MeritValues } from './policy-values.js';

/** What a customer has earned (CV-02), and the facts that it rests on. */
export interface Merit {
  readonly points: number;
  readonly facts: readonly CustomerFact[];
}

/**
 * Adds up what a customer earns by what they have: the dearest plan, the dearest device, and lines beyond the first. Each is
 * monotone: more of it never takes a point (CV-02).
 */
export function meritOfHoldings(holdings: Holdings, values: MeritValues): Merit {
  const plan = holdings.dearestPlan?.plan;
  const device = holdings.dearestDevice;
  const extraLines = holdings.lines.slice(1, 1 + values.extraLine.atMostLines);
  const planPoints = plan ? bandPoints(plan.data.monthly.amountMinor, values.planBands) : 0;
  const devicePoints = device ? bandPoints(device.data.price.amountMinor, values.deviceBands) : 0;
  return {
    points: planPoints + devicePoints + extraLines.length * values.extraLine.points,
    facts: [...(plan && planPoints > 0 ? [plan] : []), ...(device && devicePoints > 0 ? [device] : []), ...extraLines],
  };
}

/** What bills earn that were paid on time: so many points each, up to a number of bills. */
export const pointsOfBills = (onTime: readonly BillPaid[], { onTimeBill }: MeritValues): number =>
  Math.min(onTime.length, onTimeBill.atMostBills) * onTimeBill.points;

/** Points of the highest band that an amount reaches. */
const bandPoints = (amountMinor: number, bands: readonly Band[]): number =>
  bands.findLast(({ fromMinor }) => fromMinor <= amountMinor)?.points ?? 0;
