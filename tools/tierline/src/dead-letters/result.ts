import { recordName, type Settlement } from '@tierline/platform';
import { isEnd, type Given } from './give.js';

/** What became of one thing that an order is about. */
export interface Result {
  readonly id: string;
  readonly key: Buffer | null;
  readonly order: string;
  /** `untouched`: the order was carried out and did not come to it. `unknown`: it is not carried out yet. */
  readonly result: Settlement['kind'] | 'untouched' | 'unknown';
  readonly detail: string;
}

/** What became of everything that orders are about. @param settlements by the numbers of the orders */
export const resultsOf = (
  given: readonly Given[],
  settlements: ReadonlyMap<string, readonly Settlement[]>,
): readonly Result[] =>
  given.flatMap(({ about, number }) => {
    const of = settlements.get(number) ?? [];
    const end = of.find(isEnd);
    return about.map(({ id, key }): Result => {
      const name = recordName(id);
      const own = of.findLast((each) => each.id && recordName(each.id) === name);
      const common = { id: name, key, order: number };
      if (own) return { ...common, result: own.kind, detail: own.detail ?? '' };
      if (end?.kind === 'nothing-to-do') return { ...common, result: end.kind, detail: end.detail ?? '' };
      return end
        ? { ...common, result: 'untouched', detail: 'it stands behind one that fails again' }
        : { ...common, result: 'unknown', detail: 'the order is not carried out yet' };
    });
  });

/** Whether everything is as it was asked for. */
export const isAllDone = (results: readonly Result[]): boolean =>
  results.every(({ result }) => result === 'redriven' || result === 'discarded');
