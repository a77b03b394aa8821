import type { Position, StoredEvent, StreamName } from '@tierline/kernel';
import type { Notification, Subscribe } from '../subscription-port.js';

/** The position of the event of a number. */
export const positionAt = (number: number): Position => ({ commit: BigInt(number), prepare: BigInt(number) });

/** The number of an event or a checkpoint. */
export const numberOf = (told: Notification): number =>
  Number((told.kind === 'event' ? told.event : told).position.commit);

/** A store that tells events as a spec has them written. They are numbered from one. */
export function spokenStore() {
  const told: Notification[] = [];
  const begun: (Position | 'start')[] = [];
  let open = 0;
  let failure: Error | undefined;
  let changed = Promise.withResolvers<undefined>();
  const change = () => {
    changed.resolve(undefined);
    changed = Promise.withResolvers();
  };
  const subscribe: Subscribe = async function* ({ from, signal }) {
    begun.push(from);
    open += 1;
    signal.addEventListener('abort', change, { once: true });
    try {
      for (let next = from === 'start' ? 0 : Number(from.commit); !signal.aborted;) {
        const each = told[next];
        if (each) {
          next += 1;
          yield each;
        } else {
          if (failure) throw failure;
          await changed.promise;
        }
      }
    } finally {
      open -= 1;
    }
  };
  return {
    subscribe,
    /** Where subscriptions began, of all that ever did. */
    begun,
    /** How many subscriptions are open now. */
    open: () => open,
    write: (count: number) => {
      for (let index = 0; index < count; index += 1) {
        const number = told.length + 1;
        const position = positionAt(number);
        const event: StoredEvent = {
          ...{ stream: `spec.thing-${String(number % 3)}` as StreamName, revision: number, id: String(number) },
          ...{ type: 'Noted', data: {}, metadata: {}, position },
        };
        told.push(number % 5 === 0 ? { kind: 'checkpoint', position } : { kind: 'event', event });
      }
      change();
    },
    /** Fails everybody who has been told everything, until it is told to stop that. */
    fail: (error: Error | undefined) => {
      failure = error;
      change();
    },
  };
}
