/** A growing list of numbers outside the JavaScript heap's object graph. */
export interface Column {
  readonly length: () => number;
  /** The number at `index`, which must lie below the length. */
  readonly at: (index: number) => number;
  readonly push: (value: number) => void;
  readonly truncate: (length: number) => void;
}

type NumberArray = Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

function column<A extends NumberArray>(allocate: (length: number) => A): Column {
  let values = allocate(1024);
  let length = 0;
  return {
    length: () => length,
    at: (index) => {
      const value = index < length ? values[index] : undefined;
      if (value === undefined) throw new RangeError(`no entry ${index} among ${length}`);
      return value;
    },
    push: (value) => {
      if (length === values.length) {
        const wider = allocate(length * 2);
        wider.set(values);
        values = wider;
      }
      values[length++] = value;
    },
    truncate: (to) => {
      length = to;
    },
  };
}

/** A column of doubles: positions, offsets, times. */
export const doubles = (): Column => column((length) => new Float64Array(length));

/** A column of numbers below 2^32: lengths and indexes. */
export const naturals = (): Column => column((length) => new Uint32Array(length));

/** The first index in [from, to) whose value satisfies `reached`, which must be monotonic; `to` when none does. */
export function firstIndex(from: number, to: number, reached: (index: number) => boolean): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (reached(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
