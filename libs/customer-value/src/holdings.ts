import { unreachable } from '@tierline/kernel';
import type { DeviceTaken, LineAdded, LineEnded, PlanTaken } from './customer-facts.events.js';
import type { LineId } from './values.js';

/** What a customer has now: lines that have not ended, the plan of each, and every device that was taken on one. */
export interface Holdings {
  readonly lines: readonly LineAdded[];
  readonly plans: ReadonlyMap<LineId, PlanTaken>;
  readonly devices: readonly DeviceTaken[];
  readonly ended: ReadonlySet<LineId>;
}

/** Of a customer who has nothing. */
export const noHoldings: Holdings = { lines: [], plans: new Map(), devices: [], ended: new Set() };

/** A fact that changes what a customer has. */
export type HoldingFact = LineAdded | PlanTaken | DeviceTaken | LineEnded;

/** What a customer has after a further fact; a line that was told to have ended before it was told of has ended as well. */
export function withFact(holdings: Holdings, fact: HoldingFact): Holdings {
  switch (fact.type) {
    case 'LineAdded':
      return isEnded(holdings, fact) ? holdings : { ...holdings, lines: [...holdings.lines, fact] };
    case 'PlanTaken':
      return isEnded(holdings, fact) || isOlder(fact, holdings.plans.get(fact.data.lineId))
        ? holdings
        : { ...holdings, plans: new Map([...holdings.plans, [fact.data.lineId, fact]]) };
    case 'DeviceTaken':
      return isEnded(holdings, fact) ? holdings : { ...holdings, devices: [...holdings.devices, fact] };
    case 'LineEnded': {
      const goesOn = (each: LineAdded | DeviceTaken) => each.data.lineId !== fact.data.lineId;
      return {
        lines: holdings.lines.filter(goesOn),
        plans: new Map([...holdings.plans].filter(([lineId]) => lineId !== fact.data.lineId)),
        devices: holdings.devices.filter(goesOn),
        ended: new Set([...holdings.ended, fact.data.lineId]),
      };
    }
    default:
      return unreachable(fact);
  }
}

const isEnded = ({ ended }: Holdings, { data }: LineAdded | PlanTaken | DeviceTaken): boolean => ended.has(data.lineId);

/** A plan that is told late replaces none that was taken after it. */
const isOlder = ({ data }: PlanTaken, current: PlanTaken | undefined): boolean =>
  current !== undefined && data.takenOn < current.data.takenOn;
