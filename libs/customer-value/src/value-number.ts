import { addMonths, unreachable } from '@tierline/kernel';
import {
  nameOf,
  type AccountClassified,
  type BillPaid,
  type ComplaintMade,
  type CustomerFact,
  type FactName,
} from './customer-facts.events.js';
import { designationOf } from './designation.js';
import { noHoldings, withFact, type Holdings } from './holdings.js';
import { meritOfHoldings, pointsOfBills, type Merit } from './merit.js';
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
  /** Bills paid on time in a row, without a complaint credit that counts between them; as many as a recovery needs. */
  readonly inARow: readonly BillPaid[];
  /** The latest bills, as many as late ones are counted among. */
  readonly latest: readonly BillPaid[];
  /** The latest bills on time, as many as earn something. */
  readonly onTime: readonly BillPaid[];
  /** Credits that count. */
  readonly credits: readonly ComplaintMade[];
  /** Complaints about faults that were verified, before or afterwards: their credits do not count (CV-23). */
  readonly verified: ReadonlySet<ComplaintId>;
  readonly classified: AccountClassified | null;
  readonly holdings: Holdings;
  /** What these earn. */
  readonly held: Merit;
  /** What the last fact moved. */
  readonly movements: readonly Movement[];
}

/** Of a customer of whom nothing is known (CV-01). */
export const newStanding: Standing = {
  ...{ value: 0, isDemoted: false, inARow: [], latest: [], onTime: [], credits: [], verified: new Set() },
  ...{ classified: null, holdings: noHoldings, held: { points: 0, facts: [] }, movements: [] },
};

/** Facts that a number can rest on. */
export type MovingFact = Extract<CustomerFact, { readonly type: keyof typeof MOVING }>;
const MOVING = {
  ...{ BillPaid: true, PlanTaken: true, DeviceTaken: true, LineAdded: true, LineEnded: true },
  ...{ AccountClassified: true, ComplaintMade: true, FaultVerified: true },
} as const satisfies Partial<Record<CustomerFact['type'], true>>;

/** Whether a number can rest on a fact; others are kept for other rules. */
export const movesNumber = (fact: CustomerFact): fact is MovingFact => Object.hasOwn(MOVING, fact.type);

/** The standing after a further fact. */
export function afterFact(before: Standing, fact: MovingFact, values: CustomerValuePolicyValues): Standing {
  const still = before.movements.length === 0 ? before : { ...before, movements: [] };
  switch (fact.type) {
    case 'BillPaid': {
      const paid = fact.data.punctuality === 'late' ? late(still, fact, values) : onTime(still, fact, values);
      // A recovery is a step of its own: it leads to 2, and what was earned besides counts from the next fact on.
      return before.isDemoted && !paid.isDemoted ? paid : afterMerit(paid, fact, values);
    }
    case 'ComplaintMade':
      if (fact.data.credit === null || still.verified.has(fact.data.complaintId)) return still;
      return credited(still, fact, values);
    case 'AccountClassified':
      return afterMerit(classified(still, fact, values), fact, values);
    case 'PlanTaken':
    case 'DeviceTaken':
    case 'LineAdded':
    case 'LineEnded': {
      const holdings = withFact(still.holdings, fact);
      return afterMerit({ ...still, holdings, held: meritOfHoldings(holdings, values.merits) }, fact, values);
    }
    case 'FaultVerified':
      return still;
    default:
      return unreachable(fact);
  }
}

/** The facts are looked at only when there is a movement, since most facts make none. */
const moved = (
  standing: Standing,
  cause: Cause,
  facts: () => readonly CustomerFact[],
  { transitions }: CustomerValuePolicyValues,
): Standing => {
  const { value: from, movements } = standing;
  const to = transitions[cause][from];
  if (to === from) return standing;
  return { ...standing, value: to, movements: [...movements, { cause, from, to, facts: facts().map(nameOf) }] };
};

/** Keeps the latest of a list, as many as are ever looked at. */
const withLatest = (list: readonly BillPaid[], bill: BillPaid, most: number): readonly BillPaid[] =>
  [...list, bill].slice(Math.max(list.length + 1 - most, 0));

function onTime(before: Standing, bill: BillPaid, values: CustomerValuePolicyValues): Standing {
  const { recovery, demotion, merits } = values;
  const inARow = withLatest(before.inARow, bill, recovery.onTimeBills);
  const standing = {
    ...before,
    inARow,
    latest: withLatest(before.latest, bill, demotion.amongBills),
    onTime: withLatest(before.onTime, bill, merits.onTimeBill.atMostBills),
  };
  if (!before.isDemoted || inARow.length < recovery.onTimeBills) return standing;
  return designated({ ...moved(standing, 'recovery', () => inARow, values), isDemoted: false }, values);
}

function late(before: Standing, bill: BillPaid, values: CustomerValuePolicyValues): Standing {
  const { lateBills, amongBills } = values.demotion;
  const latest = withLatest(before.latest, bill, amongBills);
  const lately = latest.filter(({ data }) => data.punctuality === 'late');
  const standing = { ...before, latest, inARow: [] };
  if (lately.length < lateBills) return standing;
  return { ...moved(standing, 'late-bills', () => lately, values), isDemoted: true };
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
  return { ...moved(standing, 'credits-won', () => counted, values), isDemoted: true };
}

function classified(before: Standing, report: AccountClassified, values: CustomerValuePolicyValues): Standing {
  if (before.classified !== null && report.data.asOf < before.classified.data.asOf) return before;
  const was = designationOf(before.classified, values);
  const is = designationOf(report, values);
  const standing = { ...before, classified: report };
  if (was === is) return standing;
  const isStillCorporate = was === 'designation-corporate' && report.data.account.class === 'corporate';
  const facts = () => [before.classified, report].filter((each) => each !== null);
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
  return cause === null || report === null ? standing : moved(standing, cause, () => [report], values);
}

/** Gives what has been earned, one step at a time, and takes what is no longer earned. */
function afterMerit(standing: Standing, fact: CustomerFact, values: CustomerValuePolicyValues): Standing {
  const { meritFrom, highMeritFrom } = values.merits;
  const points = pointsOfBills(standing.onTime, values.merits) + standing.held.points;
  const isHigh = points >= highMeritFrom;
  const kept =
    isHigh || designationOf(standing.classified, values) !== null
      ? standing
      : moved(standing, 'falling-spend', () => [fact], values);
  if (kept.isDemoted || points < meritFrom) return kept;
  return moved(kept, isHigh ? 'high-merit' : 'merit', () => [...standing.onTime, ...standing.held.facts], values);
}
