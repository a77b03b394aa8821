import { addMonths, unreachable } from '@tierline/kernel';
import {
  nameOf,
  type AccountClassified,
  type BillPaid,
  type ComplaintMade,
  type CustomerFact,
  type FactName,
} from './customer-facts.events.js';
import { noHoldings, withFact, type Holdings } from './holdings.js';
import { meritOf } from './merit.js';
import type { Cause, CustomerValuePolicyValues } from './policy-values.js';
import type { ComplaintId, CustomerValue } from './values.js';

/** One step of a number, and what it rests on. */
export interface Movement {
  readonly cause: Cause;
  readonly from: CustomerValue;
  readonly to: CustomerValue;
  readonly facts: readonly FactName[];
}

/** What a number rests on after some facts. */
export interface Standing {
  readonly value: CustomerValue;
  /** From a demotion until the recovery: nothing else raises the number. */
  readonly isDemoted: boolean;
  /** Bills paid on time in a row, without a complaint credit that counts between them. */
  readonly inARow: readonly BillPaid[];
  readonly bills: readonly BillPaid[];
  readonly credits: readonly ComplaintMade[];
  readonly classified: AccountClassified | null;
  readonly holdings: Holdings;
  /** What the last fact moved. */
  readonly movements: readonly Movement[];
}

/** Of a customer of whom nothing is known (CV-01). */
export const newStanding: Standing = {
  ...{ value: 0, isDemoted: false, inARow: [], bills: [], credits: [] },
  ...{ classified: null, holdings: noHoldings, movements: [] },
};

/**
 * The standing after all that is known, in the order in which it came. Credits for faults that were verified, before or
 * afterwards, are out of the count as though they had not been won (CV-06, CV-23).
 */
export function standingOf(facts: readonly CustomerFact[], values: CustomerValuePolicyValues): Standing {
  const verified = new Set(facts.filter((fact) => fact.type === 'FaultVerified').map(({ data }) => data.complaintId));
  return facts.reduce((standing, fact) => afterFact(standing, fact, verified, values), newStanding);
}

function afterFact(
  before: Standing,
  fact: CustomerFact,
  verified: ReadonlySet<ComplaintId>,
  values: CustomerValuePolicyValues,
): Standing {
  const still = { ...before, movements: [] };
  switch (fact.type) {
    case 'BillPaid': {
      if (fact.data.punctuality === 'late') return afterMerit(late(still, fact, values), fact, values);
      const paid = onTime(still, fact, values);
      // A recovery is a step of its own: it leads to 2, and what was earned besides counts from the next fact on.
      return before.isDemoted && !paid.isDemoted ? paid : afterMerit(paid, fact, values);
    }
    case 'ComplaintMade':
      if (fact.data.credit === null || verified.has(fact.data.complaintId)) return still;
      return credited(still, fact, values);
    case 'AccountClassified':
      return afterMerit(classified(still, fact, values), fact, values);
    case 'PlanTaken':
    case 'DeviceTaken':
    case 'LineAdded':
    case 'LineEnded':
      return afterMerit({ ...still, holdings: withFact(still.holdings, fact) }, fact, values);
    case 'CustomerOpened':
    case 'BillIssued':
    case 'BillingErrorFound':
    case 'CommitmentBegun':
    case 'CommitmentRenewed':
    case 'FaultVerified':
    case 'AttitudeRated':
    case 'ChurnThreatened':
      return still;
    default:
      return unreachable(fact);
  }
}

const moved = (
  standing: Standing,
  cause: Cause,
  facts: readonly FactName[],
  { transitions }: CustomerValuePolicyValues,
): Standing => {
  const { value: from, movements } = standing;
  const to = transitions[cause][from];
  return to === from ? standing : { ...standing, value: to, movements: [...movements, { cause, from, to, facts }] };
};

function onTime(before: Standing, bill: BillPaid, values: CustomerValuePolicyValues): Standing {
  const inARow = [...before.inARow, bill];
  const standing = { ...before, inARow, bills: [...before.bills, bill] };
  if (!before.isDemoted || inARow.length < values.recovery.onTimeBills) return standing;
  const facts = inARow.slice(-values.recovery.onTimeBills).map(nameOf);
  return designated({ ...moved(standing, 'recovery', facts, values), isDemoted: false }, values);
}

function late(before: Standing, bill: BillPaid, values: CustomerValuePolicyValues): Standing {
  const bills = [...before.bills, bill];
  const { lateBills, amongBills } = values.demotion;
  const lately = bills.slice(-amongBills).filter(({ data }) => data.punctuality === 'late');
  const standing = { ...before, bills, inARow: [] };
  if (lately.length < lateBills) return standing;
  return { ...moved(standing, 'late-bills', lately.map(nameOf), values), isDemoted: true };
}

function credited(before: Standing, complaint: ComplaintMade, values: CustomerValuePolicyValues): Standing {
  const { credits: needed, creditsWithinMonths } = values.demotion;
  const credits = [...before.credits, complaint];
  const isNear = ({ data: { madeOn } }: ComplaintMade) => {
    const [first, last] = [madeOn, complaint.data.madeOn].toSorted();
    return first !== undefined && last !== undefined && addMonths(first, creditsWithinMonths) > last;
  };
  const counted = credits.filter(isNear);
  const standing = { ...before, credits, inARow: [] };
  if (counted.length < needed) return standing;
  return { ...moved(standing, 'credits-won', counted.map(nameOf), values), isDemoted: true };
}

function classified(before: Standing, report: AccountClassified, values: CustomerValuePolicyValues): Standing {
  if (before.classified !== null && report.data.asOf < before.classified.data.asOf) return before;
  const was = designationOf(before.classified, values);
  const is = designationOf(report, values);
  const standing = { ...before, classified: report };
  if (was === is) return standing;
  const isStillCorporate = was === 'designation-corporate' && report.data.account.class === 'corporate';
  const facts = [before.classified, report].filter((each) => each !== null).map(nameOf);
  const lost =
    was === null
      ? standing
      : moved(standing, isStillCorporate ? 'falling-spend' : 'loss-of-designation', facts, values);
  return lost.isDemoted ? lost : designated(lost, values);
}

/** Gives the number that the account's class stands for. */
function designated(standing: Standing, values: CustomerValuePolicyValues): Standing {
  const { classified: report } = standing;
  const cause = designationOf(report, values);
  return cause === null || report === null ? standing : moved(standing, cause, [nameOf(report)], values);
}

function designationOf(
  report: AccountClassified | null,
  { designation }: CustomerValuePolicyValues,
): 'designation-small-business' | 'designation-corporate' | null {
  if (report === null) return null;
  const { account } = report.data;
  if (account.class === 'small-business') return 'designation-small-business';
  const isLarge =
    account.class === 'corporate' && account.yearlySpend.amountMinor >= designation.corporateYearlySpendMinor;
  return isLarge ? 'designation-corporate' : null;
}

/** Gives what has been earned, one step at a time, and takes what is no longer earned. */
function afterMerit(standing: Standing, fact: CustomerFact, values: CustomerValuePolicyValues): Standing {
  const { meritFrom, highMeritFrom } = values.merits;
  const paid = standing.bills.filter(({ data }) => data.punctuality === 'on-time');
  const { points, facts } = meritOf(paid, standing.holdings, values.merits);
  if (points < highMeritFrom && designationOf(standing.classified, values) === null) {
    const fallen = moved(standing, 'falling-spend', [nameOf(fact)], values);
    return fallen.isDemoted || points < meritFrom ? fallen : moved(fallen, 'merit', facts, values);
  }
  if (standing.isDemoted || points < meritFrom) return standing;
  return moved(standing, points >= highMeritFrom ? 'high-merit' : 'merit', facts, values);
}
