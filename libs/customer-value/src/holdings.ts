import { unreachable } from '@tierline/kernel';
import type { DeviceTaken, LineAdded, LineEnded, PlanTaken } from './customer-facts.events.js';
import type { LineId } from './values.js';

/** The plan that a line has. `place`: of the line among those that were told to have a plan, the first to be told first. */
export interface HeldPlan {
  readonly place: number;
  readonly plan: PlanTaken;
}

/**
 * What a customer has now: lines that have not ended, the plan of each, and every device that was taken on one. A large account has
 * thousands of lines, so what a fact changes is found without looking at all of them.
 */
export interface Holdings {
  readonly lines: readonly LineAdded[];
  /** In the order of their lines' ids. */
  readonly plans: readonly HeldPlan[];
  /** How many lines were ever told to have a plan. */
  readonly planned: number;
  readonly devices: readonly DeviceTaken[];
  /** Of several that cost the same, the one that was told first. */
  readonly dearestPlan: HeldPlan | null;
  readonly dearestDevice: DeviceTaken | null;
  readonly ended: ReadonlySet<LineId>;
}

/** Of a customer who has nothing. */
export const noHoldings: Holdings = {
  ...{ lines: [], plans: [], planned: 0, devices: [], dearestPlan: null, dearestDevice: null, ended: new Set() },
};

/** A fact that changes what a customer has. */
export type HoldingFact = LineAdded | PlanTaken | DeviceTaken | LineEnded;

/** What a customer has after a further fact; a line that was told to have ended before it was told of has ended as well. */
export function withFact(holdings: Holdings, fact: HoldingFact): Holdings {
  if (holdings.ended.has(fact.data.lineId)) return holdings;
  switch (fact.type) {
    case 'LineAdded':
      return { ...holdings, lines: [...holdings.lines, fact] };
    case 'PlanTaken':
      return withPlan(holdings, fact);
    case 'DeviceTaken': {
      const { devices, dearestDevice } = holdings;
      return { ...holdings, devices: [...devices, fact], dearestDevice: dearerDevice(dearestDevice, fact) };
    }
    case 'LineEnded':
      return withoutLine(holdings, fact.data.lineId);
    default:
      return unreachable(fact);
  }
}

/** A plan replaces the one that its line had, unless it is told late and was taken before it. */
function withPlan(holdings: Holdings, plan: PlanTaken): Holdings {
  const { plans, planned, dearestPlan } = holdings;
  const { lineId, takenOn } = plan.data;
  const index = placeOf(plans, lineId);
  const had = plans[index];
  if (had?.plan.data.lineId !== lineId) {
    const held = { place: planned, plan };
    const more = { plans: plans.toSpliced(index, 0, held), planned: planned + 1 };
    return { ...holdings, ...more, dearestPlan: dearerPlan(dearestPlan, held) };
  }
  if (takenOn < had.plan.data.takenOn) return holdings;
  const held = { place: had.place, plan };
  const replaced = plans.with(index, held);
  const others = had === dearestPlan ? dearestOf(replaced) : dearestPlan;
  return { ...holdings, plans: replaced, dearestPlan: dearerPlan(others, held) };
}

function withoutLine(holdings: Holdings, lineId: LineId): Holdings {
  const goesOn = ({ data }: HoldingFact) => data.lineId !== lineId;
  const [plans, devices] = [holdings.plans.filter(({ plan }) => goesOn(plan)), holdings.devices.filter(goesOn)];
  return {
    ...{ ...holdings, lines: holdings.lines.filter(goesOn), plans, devices },
    dearestPlan: dearestOf(plans),
    dearestDevice: devices.reduce(dearerDevice, null),
    ended: new Set([...holdings.ended, lineId]),
  };
}

/** Where the plan of a line stands, or would stand. */
function placeOf(plans: readonly HeldPlan[], lineId: LineId): number {
  let [from, to] = [0, plans.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if ((plans[middle]?.plan.data.lineId ?? '') < lineId) from = middle + 1;
    else to = middle;
  }
  return from;
}

const dearestOf = (plans: readonly HeldPlan[]): HeldPlan | null => plans.reduce(dearerPlan, null);

const dearerPlan = (most: HeldPlan | null, each: HeldPlan): HeldPlan => {
  if (most === null) return each;
  const by = each.plan.data.monthly.amountMinor - most.plan.data.monthly.amountMinor;
  return by > 0 || (by === 0 && each.place < most.place) ? each : most;
};

const dearerDevice = (most: DeviceTaken | null, each: DeviceTaken): DeviceTaken =>
  most === null || each.data.price.amountMinor > most.data.price.amountMinor ? each : most;
