/** Chance that is the same for the same seed. */
export interface Random {
  /** A whole number from 0 to `limit` - 1. */
  readonly below: (limit: number) => number;
  /** One of a list that is not empty. */
  readonly pick: <Item>(list: readonly Item[]) => Item;
  /** True as often as `probability` says. */
  readonly chance: (probability: number) => boolean;
  /** A UUID of version 4. */
  readonly uuid: () => string;
}

const TWO_TO_32 = 2 ** 32;
const GOLDEN = 0x9e3779b9;

/** Makes chance from a seed (splitmix32). */
export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + GOLDEN) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / TWO_TO_32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const digits = (count: number) => Array.from({ length: count }, () => below(16).toString(16)).join('');
  return {
    below,
    pick: (list) => {
      const item = list[below(list.length)];
      if (item === undefined) throw new Error('nothing can be picked from an empty list');
      return item;
    },
    chance: (probability) => next() < probability,
    uuid: () => `${digits(8)}-${digits(4)}-4${digits(3)}-a${digits(3)}-${digits(12)}`,
  };
}
