import type { CustomerFact } from './customer-facts.events.js';
import type { CustomerValuePolicyValues } from './policy-values.js';
import { afterFact, movesNumber, newStanding, type Standing } from './value-number.js';

/** How far a fold over a list of facts has come. */
interface Fold {
  readonly standing: Standing;
  /** So many of the facts are in it, the first ones. */
  readonly folded: number;
}

// Spares work and nothing else: what is remembered of a list is what folding it gives, and it is forgotten with the list.
const folds = new WeakMap<readonly CustomerFact[], Fold & { readonly values: CustomerValuePolicyValues }>();

/** A list of facts and a further one: a fold over the list can be carried on over the longer one. */
export function withFurther(facts: readonly CustomerFact[], fact: CustomerFact): readonly CustomerFact[] {
  const longer = [...facts, fact];
  const fold = folds.get(facts);
  if (fold) folds.set(longer, fold);
  return longer;
}

/**
 * The standing after all that is known, in the order in which it came. Credits for faults that were verified, before or
 * afterwards, are out of the count as though they had not been won (CV-06, CV-23).
 */
export function standingOf(facts: readonly CustomerFact[], values: CustomerValuePolicyValues): Standing {
  const fold = folds.get(facts);
  const standing = carriedOn(fold?.values === values ? fold : { standing: newStanding, folded: 0 }, facts, values);
  // The list of nothing is shared by all customers.
  if (facts.length > 0) folds.set(facts, { standing, folded: facts.length, values });
  return standing;
}

/** The standing after all that is known and further facts, which may be none that anybody told. */
export const standingWith = (
  facts: readonly CustomerFact[],
  further: readonly CustomerFact[],
  values: CustomerValuePolicyValues,
): Standing => carriedOn({ standing: standingOf(facts, values), folded: facts.length }, [...facts, ...further], values);

/** Folds on over the facts that are not in a fold yet; over all of them anew when a credit that was counted does not count. */
function carriedOn(
  { standing, folded }: Fold,
  facts: readonly CustomerFact[],
  values: CustomerValuePolicyValues,
): Standing {
  const further = facts.slice(folded);
  const faults = further.flatMap((fact) => (fact.type === 'FaultVerified' ? [fact.data.complaintId] : []));
  const verified = faults.length === 0 ? standing.verified : new Set([...standing.verified, ...faults]);
  const isAnew = standing.credits.some(({ data }) => faults.includes(data.complaintId));
  const [start, rest] = isAnew ? [newStanding, facts] : [standing, further];
  return rest
    .filter(movesNumber)
    .reduce<Standing>((before, fact) => afterFact(before, fact, values), { ...start, verified });
}
