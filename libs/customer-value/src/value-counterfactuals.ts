import { unreachable, type Instant, type LocalDate } from '@tierline/kernel';
import type { CustomerFact } from './customer-facts.events.js';
import type { Band, CustomerValuePolicyValues } from './policy-values.js';
import { standingOf, standingWith } from './value-fold.js';
import {
  generosityOf,
  type BillId,
  type ComplaintId,
  type CustomerId,
  type CustomerValue,
  type LineId,
  type OrderId,
} from './values.js';

/** Something that could be more, or otherwise, than it is. */
export type ValueChange =
  | { readonly kind: 'bills-on-time'; readonly count: number }
  | { readonly kind: 'lines'; readonly count: number }
  /** What a plan would have to cost each month. */
  | { readonly kind: 'plan'; readonly monthlyMinor: number }
  | { readonly kind: 'device'; readonly priceMinor: number }
  /** If what was complained about turned out to be a fault of the network (CV-23). */
  | { readonly kind: 'fault-verified'; readonly complaintId: ComplaintId };

/** What would make a number more generous: alone, and nothing less of it. */
export type ValueCounterfactual = ValueChange & { readonly to: CustomerValue };

/** The nearest changes, each of which would make the number of a customer of these facts more generous. */
export function valueCounterfactuals(
  facts: readonly CustomerFact[],
  values: CustomerValuePolicyValues,
): readonly ValueCounterfactual[] {
  const { value } = standingOf(facts, values);
  return changesFrom(facts, values).flatMap((nearestFirst) => {
    for (const change of nearestFirst) {
      const { value: to } = standingWith(facts, supposed(change, values.currency), values);
      if (generosityOf(to) > generosityOf(value)) return [{ ...change, to }];
    }
    return [];
  });
}

/** What could be tried, for each kind from the nearest to the farthest. */
function changesFrom(
  facts: readonly CustomerFact[],
  values: CustomerValuePolicyValues,
): readonly (readonly ValueChange[])[] {
  const { merits, recovery } = values;
  const upTo = (most: number) => Array.from({ length: most }, (_, index) => index + 1);
  const credited = facts.filter((fact) => fact.type === 'ComplaintMade').filter(({ data }) => data.credit !== null);
  const minorOf = ({ fromMinor }: Band) => fromMinor;
  return [
    upTo(recovery.onTimeBills + merits.onTimeBill.atMostBills).map((count) => ({
      kind: 'bills-on-time' as const,
      count,
    })),
    upTo(1 + merits.extraLine.atMostLines).map((count) => ({ kind: 'lines' as const, count })),
    merits.planBands.map(minorOf).map((monthlyMinor) => ({ kind: 'plan' as const, monthlyMinor })),
    merits.deviceBands.map(minorOf).map((priceMinor) => ({ kind: 'device' as const, priceMinor })),
    credited.toReversed().map(({ data }) => ({ kind: 'fault-verified' as const, complaintId: data.complaintId })),
  ];
}

/** Names that nothing real has, since ids at the doors are not blank. */
const supposedId = (index: number): string => ` supposed ${index}`;
const of = { customerId: ' supposed' as CustomerId, at: '0001-01-01T00:00:00.000Z' as Instant };
const on = '0001-01-01' as LocalDate;
const supposedLine = supposedId(0) as LineId;

/** The facts that a change stands for. */
function supposed(change: ValueChange, currency: string): readonly CustomerFact[] {
  const money = (amountMinor: number) => ({ amountMinor, currency });
  const many = <Fact>(count: number, each: (index: number) => Fact) =>
    Array.from({ length: count }, (_, index) => each(index));
  switch (change.kind) {
    case 'bills-on-time':
      return many(change.count, (index) => ({
        type: 'BillPaid',
        data: {
          ...{
            ...of,
            billId: supposedId(index) as BillId,
            amount: money(0),
            dueOn: on,
            latestOnTimeOn: on,
            paidOn: on,
          },
          punctuality: 'on-time',
        },
      }));
    case 'lines':
      return many(change.count, (index) => ({
        type: 'LineAdded',
        data: { ...of, lineId: supposedId(index) as LineId, addedOn: on },
      }));
    case 'plan':
      return [
        {
          type: 'PlanTaken',
          data: {
            ...{ ...of, orderId: supposedId(0) as OrderId, lineId: supposedLine, plan: supposedId(0), data: 'metered' },
            ...{ monthly: money(change.monthlyMinor), takenOn: on },
          },
        },
      ];
    case 'device':
      return [
        {
          type: 'DeviceTaken',
          data: {
            ...{ ...of, orderId: supposedId(0) as OrderId, lineId: supposedLine, equipment: supposedId(0) },
            ...{ price: money(change.priceMinor), takenOn: on },
          },
        },
      ];
    case 'fault-verified':
      return [
        {
          type: 'FaultVerified',
          data: {
            ...of,
            complaintId: change.complaintId,
            lineId: supposedLine,
            daysWithoutService: 0,
            verifiedOn: on,
          },
        },
      ];
    default:
      return unreachable(change);
  }
}
