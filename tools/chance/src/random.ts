import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that is the same for the same seed: good enough to spread traffic and faults, and for nothing secret. */
export interface Random {
  /** A whole number from 0 to `limit` - 1. */
  readonly below: (limit: number) => number;
  /** A whole number, both ends included. */
  readonly between: (least: number, most: number) => number;
  /** True as often as `probability` says, from 0 for never to 1 for always. */
  readonly chance: (probability: number) => boolean;
  /** @throws {RangeError} for an empty list */
  readonly pick: <Item>(list: readonly Item[]) => Item;
  /** A UUID of version 4. */
  readonly uuid: () => string;
}

const HEX = 16;

/** Makes chance from a seed. */
export function random(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const between = (least: number, most: number) => uniformInt(generator, least, most);
  const below = (limit: number) => between(0, limit - 1);
  const digits = (count: number) => Array.from({ length: count }, () => below(HEX).toString(HEX)).join('');
  return {
    below,
    between,
    chance: (probability) => uniformFloat64(generator) < probability,
    pick: (list) => {
      if (list.length === 0) throw new RangeError('nothing can be picked of an empty list');
      // It is one of them, which may itself be undefined.
      return list[below(list.length)] as (typeof list)[number];
    },
    uuid: () => `${digits(8)}-${digits(4)}-4${digits(3)}-a${digits(3)}-${digits(12)}`,
  };
}
