import type { RecordId } from '@tierline/platform';
import type { Place } from './sender.js';

/** Knows which records were written here, and not by others at the same time. */
export interface Written {
  /** These were written, after all that were noted of their partition before. */
  readonly note: (place: Place) => void;
  readonly has: (id: RecordId) => boolean;
}

/** Begins to know nothing. Places next to each other are kept as one, so that a long import takes no more memory than a short one. */
export function written(): Written {
  const places = new Map<string, Place[]>();
  const of = ({ topic, partition }: Pick<Place, 'topic' | 'partition'>) => `${topic}/${partition}`;
  return {
    note: (place) => {
      const before = places.get(of(place)) ?? [];
      const last = before.at(-1);
      if (last && last.last + 1n === place.first) before[before.length - 1] = { ...last, last: place.last };
      else before.push(place);
      places.set(of(place), before);
    },
    has: (id) => {
      const offset = BigInt(id.offset);
      return (places.get(of(id)) ?? []).some(({ first, last }) => first <= offset && offset <= last);
    },
  };
}
