import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { streamName, type Instant } from '@tierline/kernel';
import type { Notification, Subscribe } from '../eventstore/subscription-port.js';
import { documentView, type DocumentViewDefinition } from './document-view.js';

interface Ledger {
  readonly entries: readonly number[];
}

/** Nothing is shown before the second event; each third event changes nothing. */
const ledgers: DocumentViewDefinition<Ledger> = {
  name: 'ledgers',
  layout: 1,
  prefix: 'spec.',
  indexed: [],
  key: ({ stream }) => (stream.startsWith('spec.ledger-') ? stream.slice('spec.ledger-'.length) : undefined),
  fold: (ledger, { revision }) => {
    if (revision === 0) return undefined;
    return revision % 3 === 0 && ledger ? ledger : { entries: [...(ledger?.entries ?? []), revision] };
  },
};

const KEYS = ['a', 'b', 'c'];

/** A notification of each stream's next event; a fourth stream is passed over. */
function* told(streams: readonly number[]): Generator<Notification> {
  const revisions = [0, 0, 0, 0];
  for (const [place, which] of streams.entries()) {
    const revision = revisions[which] ?? 0;
    revisions[which] = revision + 1;
    const position = { commit: BigInt(place), prepare: BigInt(place) };
    const stream = streamName(which === KEYS.length ? 'spec.other' : 'spec.ledger', KEYS[which] ?? 'x');
    yield {
      kind: 'event',
      event: { stream, revision, id: String(place), type: 'Entered', data: {}, metadata: {}, position },
    };
  }
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tierline-view-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('a view comes to the same documents whichever events come together', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(KEYS.length), fc.boolean()), { maxLength: 40 }), async (events) => {
      rmSync(folder, { recursive: true });
      const subscribe: Subscribe = async function* () {
        for (const [place, each] of [...told(events.map(([which]) => which))].entries()) {
          yield each;
          // Whoever takes waits for one turn of the loop, so what comes after two is taken apart.
          if (events[place]?.[1]) for (let turns = 0; turns < 2; turns += 1) await turn();
        }
      };
      const store = { subscribe, holds: () => Promise.resolve(true) };
      const view = documentView(ledgers, join(folder, 'ledgers.sqlite'), store, () => 'now' as Instant);
      await view.run(new AbortController().signal);
      const expected = KEYS.map((_, which) => {
        const count = events.filter(([each]) => each === which).length;
        const entries = Array.from({ length: count }, (__, revision) => revision).filter((each) => each % 3 !== 0);
        return entries.length === 0 ? undefined : { entries };
      });
      expect(KEYS.map((key) => view.get(key))).toEqual(expected);
      expect(view.freshness().position?.commit).toBe(events.length === 0 ? undefined : BigInt(events.length - 1));
      view.close();
    }),
    { numRuns: 30 },
  ));
