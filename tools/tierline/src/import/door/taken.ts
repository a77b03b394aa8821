import type { Admin } from 'kafkajs';
import type { Place } from './sender.js';

/** Knows how far a service has come with its ingress topics, by the offsets that its group has saved. */
export interface Taken {
  /** Waits until the service has taken a record: its answer is stored, whatever it is, or it was put aside. */
  reached(place: Place): Promise<void>;
  /** Looks where the group is. @returns how many of the places that are waited for it has reached since the last look */
  look(): Promise<number>;
  /** Of all the places that are waited for. */
  fail(error: unknown): void;
  /** How many places are waited for. */
  readonly waiting: number;
}

/** Begins to know nothing. @param groupId of the service */
export function taken(admin: Pick<Admin, 'fetchOffsets'>, groupId: string, topics: readonly string[]): Taken {
  const waiting = new Map<string, (Place & PromiseWithResolvers<undefined>)[]>();
  const of = ({ topic, partition }: Pick<Place, 'topic' | 'partition'>) => `${topic}[${partition}]`;
  return {
    get waiting() {
      return [...waiting.values()].reduce((sum, places) => sum + places.length, 0);
    },
    reached: (place) => {
      const entry = { ...place, ...Promise.withResolvers<undefined>() };
      waiting.set(of(place), [...(waiting.get(of(place)) ?? []), entry]);
      return entry.promise;
    },
    look: async () => {
      let reached = 0;
      for (const { topic, partitions } of await admin.fetchOffsets({ groupId, topics: [...topics] })) {
        for (const { partition, offset } of partitions) {
          const places = waiting.get(of({ topic, partition })) ?? [];
          const [done, open] = [
            places.filter((each) => isPast(each, offset)),
            places.filter((each) => !isPast(each, offset)),
          ];
          waiting.set(of({ topic, partition }), open);
          for (const { resolve } of done) resolve(undefined);
          reached += done.length;
        }
      }
      return reached;
    },
    fail: (error) => {
      for (const { reject } of [...waiting.values()].flat()) reject(error);
      waiting.clear();
    },
  };
}

/** A group saves the offset of the next record that it wants. */
const isPast = (place: Place, saved: string): boolean => BigInt(saved) > place.last;
