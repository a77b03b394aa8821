import type { CustomerFact } from '@tierline/customer-value';
import { unreachable } from '@tierline/kernel';
import type { CustomerView } from './customers.view.js';

type Line = CustomerView['lines'][number];

/** What is to be seen of a customer after a further fact. Facts come in any order: the day that one is of decides which counts. */
export function withFact(customer: CustomerView, { type, data }: CustomerFact): CustomerView {
  switch (type) {
    case 'CustomerOpened':
      return { ...customer, openedOn: data.openedOn, zone: data.zone };
    case 'AccountClassified': {
      const { account, asOf } = data;
      return (customer.classified?.asOf ?? '') > asOf ? customer : { ...customer, classified: { account, asOf } };
    }
    case 'AttitudeRated': {
      const { attitude, ratedAt } = data;
      return (customer.ratedAt ?? '') > ratedAt ? customer : { ...customer, attitude, ratedAt };
    }
    case 'LineAdded':
      return onLine(customer, data, (line) => ({ ...line, addedOn: data.addedOn }));
    case 'LineEnded':
      return onLine(customer, data, (line) => ({ ...line, endedOn: data.endedOn }));
    case 'PlanTaken': {
      const { orderId, plan, monthly, data: kind, takenOn } = data;
      const taken = { plan, monthly, data: kind, takenOn, orderId };
      return onLine(customer, data, (line) => ((line.plan?.takenOn ?? '') > takenOn ? line : { ...line, plan: taken }));
    }
    case 'DeviceTaken': {
      const { equipment, price, takenOn } = data;
      return onLine(customer, data, ({ devices, ...line }) => ({
        ...line,
        devices: [...devices, { equipment, price, takenOn }].toSorted(byDay),
      }));
    }
    case 'CommitmentBegun':
    case 'CommitmentRenewed': {
      const { commitmentId, begunOn, months, equipment } = data;
      const commitment = { commitmentId, begunOn, months, equipment };
      return onLine(customer, data, (line) =>
        (line.commitment?.begunOn ?? '') > begunOn ? line : { ...line, commitment },
      );
    }
    case 'BillIssued':
    case 'BillPaid':
    case 'BillingErrorFound':
    case 'ComplaintMade':
    case 'FaultVerified':
    case 'ChurnThreatened':
      return customer;
    default:
      return unreachable(type);
  }
}

/** The lines with one of them changed: one that is told of for the first time is begun. */
function onLine(
  customer: CustomerView,
  { lineId }: { readonly lineId: string },
  change: (line: Line) => Line,
): CustomerView {
  const known = customer.lines.find((line) => line.lineId === lineId);
  const changed = change(known ?? { lineId, devices: [] });
  const lines = known ? customer.lines.map((line) => (line === known ? changed : line)) : [...customer.lines, changed];
  return { ...customer, lines };
}

const byDay = (one: { readonly takenOn: string }, other: { readonly takenOn: string }): number =>
  one.takenOn < other.takenOn ? -1 : one.takenOn > other.takenOn ? 1 : 0;
