import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ReceivedCommand } from '../../door/received-command.js';
import type { ConsumedRecord } from '../record.js';
import { asideWorld, TOPICS } from '../testing/aside-world.js';
import { recordOf } from '../testing/records.js';
import { accepted } from '../testing/service.js';
import { decodeSettlement } from './settlement.js';

/** What may happen, in any order. */
type Step =
  /** A key breaks as a whole, or with the command that was sent last. */
  | { readonly kind: 'send' | 'break' | 'poison' | 'heal' | 'redrive' | 'discard'; readonly key: string }
  | { readonly kind: 'work' }
  /** The replica is killed at its nth write or execution from now on, and another delivers some records again. */
  | { readonly kind: 'kill'; readonly after: number; readonly again: number };

const key = fc.constantFrom('a', 'b');
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('send' as const), key }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constantFrom('break' as const, 'poison', 'heal', 'redrive', 'discard'), key }),
    },
    { weight: 4, arbitrary: fc.constant({ kind: 'work' as const }) },
    fc.record({ kind: fc.constant('kill' as const), after: fc.nat(6), again: fc.nat(4) }),
  ),
  // As long as said: fast-check would mostly try short ones, in which little can go wrong.
  { minLength: 15, maxLength: 60, size: 'max' },
);

class Killed extends Error {}

/** One partition, its consumers one after another, and what their commands led to. */
function history() {
  const broken = new Set<string>();
  const effects: string[] = [];
  const revived: string[] = [];
  const ingress: ConsumedRecord[] = [];
  const sent: string[] = [];
  let saved = 0;
  let lives = Number.POSITIVE_INFINITY;
  let redelivered = 0;
  const step = () => {
    lives -= 1;
    if (lives < 0) throw new Killed();
  };
  const world = asideWorld(async ({ subject, envelope }: ReceivedCommand) => {
    if (broken.has(subject) || broken.has(envelope.correlationId)) throw new RangeError('bug');
    if (discarded().includes(envelope.correlationId) && !effects.includes(envelope.correlationId)) {
      revived.push(envelope.correlationId);
    }
    // A command has its effect once: the store answers a repetition with what it has.
    if (!effects.includes(envelope.correlationId)) effects.push(envelope.correlationId);
    return accepted();
  });
  const settled = () =>
    world.log.all(TOPICS.deadLetters).flatMap((record) => {
      const settlement = decodeSettlement(record);
      return settlement?.id ? [{ kind: settlement.kind, command: `${String(record.key)}${settlement.id.offset}` }] : [];
    });
  const discarded = () => settled().flatMap(({ kind, command }) => (kind === 'discarded' ? [command] : []));
  const lastWordOn = (of: string) => settled().findLast(({ command }) => command === of)?.kind;
  world.log.beforeAppend = step;
  const deliver = async () => {
    while (saved < ingress.length) {
      const record = ingress[saved];
      if (!record) return;
      try {
        step();
        expect(await world.handle(record)).toBe('done');
        step();
        saved += 1;
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        lives = Number.POSITIVE_INFINITY;
        saved = Math.max(0, saved - redelivered);
        world.takeOver();
      }
    }
  };
  const give = async (action: 'redrive' | 'discard', of: string) => {
    lives = Number.POSITIVE_INFINITY;
    const last = ingress.length;
    const offsets = [String(last)];
    ingress.push(await world.order({ action, target: 'key', offsets }, of, last));
  };
  return {
    ...{ world, broken, effects, revived, discarded, lastWordOn, sent, deliver, give },
    send: (of: string) => {
      const id = `${of}${ingress.length}`;
      sent.push(id);
      ingress.push(recordOf(of, id, ingress.length));
    },
    heal: (of: string) => {
      for (const each of broken) if (each.startsWith(of)) broken.delete(each);
    },
    kill: (after: number, again: number) => {
      [lives, redelivered] = [after, again];
    },
  };
}

describe('whatever fails, is killed, redriven or discarded', () => {
  it('every command has its effect once and in the order of its key, or was discarded; none is lost', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (happened) => {
        const all = history();
        for (const each of happened) {
          if (each.kind === 'send') all.send(each.key);
          else if (each.kind === 'break') all.broken.add(each.key);
          else if (each.kind === 'poison') all.broken.add(all.sent.findLast((id) => id.startsWith(each.key)) ?? '');
          else if (each.kind === 'heal') all.heal(each.key);
          else if (each.kind === 'work') await all.deliver();
          else if (each.kind === 'kill') all.kill(each.after, each.again);
          else await all.give(each.kind, each.key);
        }
        all.broken.clear();
        await all.deliver();
        for (const of of ['a', 'b']) await all.give('redrive', of);
        await all.deliver();

        expect(await all.world.parked('a', 'b')).toEqual([]);
        // Killed between discarding and removing, a redrive before it whose offset was not saved executes it after all, and says so.
        expect(all.revived.filter((id) => all.lastWordOn(id) !== 'redriven')).toEqual([]);
        const discarded = all.discarded();
        const expected = all.sent.filter((id) => !discarded.includes(id) || all.effects.includes(id));
        for (const of of ['a', 'b']) {
          const isOf = (id: string) => id.startsWith(of);
          expect(all.effects.filter(isOf)).toEqual(expected.filter(isOf));
        }
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});
