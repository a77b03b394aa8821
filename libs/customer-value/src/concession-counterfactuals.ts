import {
  concessionTerms,
  grantableMinor,
  hasAuthority,
  leastRoleFor,
  type ConcessionInput,
} from './concession-terms.js';
import type { ConcessionDenied } from './customer.events.js';
import type { ConcessionValues } from './policy-values.js';
import {
  ATTITUDES,
  AUTHORITY_ROLES,
  GENEROSITY_ORDER,
  type Attitude,
  type AuthorityRole,
  type CustomerValue,
} from './values.js';

/** What would have had to be different in what an offer rests on. */
export interface InputChange {
  readonly value?: CustomerValue;
  readonly attitude?: Attitude;
  /** The most that could have been owed. */
  readonly feeOwedMinor?: number;
  /** Whom it would have taken then, where whoever was asked has no authority for that much (RT-01). */
  readonly askedOf?: AuthorityRole;
}

/** What would have had to be different for a concession to be granted: each alone. */
export type ConcessionCounterfactual =
  | { readonly kind: 'input'; readonly changes: InputChange }
  /** If no more than this had been asked for. */
  | { readonly kind: 'requested'; readonly atMostMinor: number }
  /** If somebody of this role had been asked. */
  | { readonly kind: 'role'; readonly to: AuthorityRole };

/**
 * What would have led to a yes. Of what the offer rests on first one thing alone, and where none is enough, more of them together.
 *
 * @param role of whoever was asked
 */
export function concessionCounterfactuals(
  { kind, requested, terms, ...denied }: ConcessionDenied['data'],
  input: ConcessionInput,
  role: string,
  values: ConcessionValues,
): readonly ConcessionCounterfactual[] {
  const amount = (atMostMinor: number): readonly ConcessionCounterfactual[] =>
    atMostMinor > 0 && atMostMinor < requested.amountMinor ? [{ kind: 'requested', atMostMinor }] : [];
  const own = AUTHORITY_ROLES.filter((each) => each === role).map((each) => values.authorityMinor[each][kind]);
  if (denied.reason === 'beyond-authority') {
    const whom: readonly ConcessionCounterfactual[] =
      denied.neededRole === null ? [] : [{ kind: 'role', to: denied.neededRole }];
    return [...whom, ...own.flatMap(amount)];
  }
  const grantable = (changes: InputChange) => {
    const { availableMinor } = concessionTerms({ ...input, ...changes }, values);
    return grantableMinor(kind, requested.amountMinor, availableMinor, values);
  };
  const leads = (changes: InputChange) => {
    const amountMinor = grantable(changes);
    return amountMinor > 0 && leastRoleFor(kind, amountMinor, values) !== undefined;
  };
  const withAuthority = (changes: InputChange): InputChange => {
    const amountMinor = grantable(changes);
    if (hasAuthority(role, kind, amountMinor, values)) return changes;
    const askedOf = leastRoleFor(kind, amountMinor, values);
    return askedOf ? { ...changes, askedOf } : changes;
  };
  const attitudes = ATTITUDES.slice(ATTITUDES.indexOf(terms.attitude) + 1).map((attitude) => ({ attitude }));
  const numbers = GENEROSITY_ORDER.slice(GENEROSITY_ORDER.indexOf(terms.value) + 1).map((value) => ({ value }));
  const single = [attitudes, numbers, feeBelow(input, leads)].flatMap((nearestFirst) => {
    const nearest = nearestFirst.find(leads);
    return nearest ? [nearest] : [];
  });
  const together = [
    ...numbers.flatMap((number) => attitudes.map((attitude) => ({ ...number, ...attitude }))),
    ...[{}, ...numbers].flatMap((number) =>
      [{}, ...attitudes].map((mood) => ({ ...number, ...mood, feeOwedMinor: 0 })),
    ),
  ].find(leads);
  const changes = single.length > 0 || !together ? single : [together];
  return [
    ...changes.map((each): ConcessionCounterfactual => ({ kind: 'input', changes: withAuthority(each) })),
    ...own.flatMap((authorityMinor) => amount(Math.min(terms.availableMinor, authorityMinor))),
  ];
}

/** The largest fee below the one owed that leads to a yes; the offer never grows with the fee (CV-11), so halving finds it. */
function feeBelow({ feeOwedMinor }: ConcessionInput, leads: (changes: InputChange) => boolean): readonly InputChange[] {
  if (feeOwedMinor === 0 || !leads({ feeOwedMinor: 0 })) return [];
  let [enough, tooMuch] = [0, feeOwedMinor];
  while (tooMuch - enough > 1) {
    const middle = Math.floor((enough + tooMuch) / 2);
    if (leads({ feeOwedMinor: middle })) enough = middle;
    else tooMuch = middle;
  }
  return [{ feeOwedMinor: enough }];
}
