import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EventMetadata } from './event-metadata.js';
import { streamName, type Instant } from './ids.js';
import { activationInstant, policyActivationDecider, policyCategory, withPolicyFacts } from './policy-activation.js';
import { policyBook, UnknownPolicy, type PolicyActivations } from './policy.js';
import type { StoredEvent } from './ports.js';
import { replayStream } from './replay.js';
import { command, doorDecider, envelope, replica, stream } from './testing/doors.js';
import { memoryStore, someCircumstances, specify } from './testing/index.js';
import { activationOf, shelves } from './testing/shelves.js';

const { at } = someCircumstances;
const january = '2026-01-01T00:00:00.000Z';
const earlier = '2026-03-02T09:00:00.000Z';
const later = '2026-03-02T11:00:00.000Z';
const book = policyBook([shelves(1, january), shelves(2, null), shelves(3, null)]);
const next = streamName('spec.door', 'd2');
const given = specify(policyActivationDecider, shelves(1, january));
const activated = (version: number, from: string) =>
  ({ type: 'PolicyActivated', data: activationOf(version, from) }) as const;
const wish = (version: number, from: string = at) => ({
  ...{ ...someCircumstances, at: from as Instant },
  type: 'ActivatePolicy' as const,
  data: { policy: 'shelves', version },
});
/** The command as it is decided when these activations are known. */
const activate = (version: number, ...known: ReturnType<typeof activated>[]) =>
  withPolicyFacts(
    book,
    wish(version),
    known.map(({ data }) => data),
  );

describe('activating a version of a policy', () => {
  it('is recorded with the content that it has and the instant from which it holds', () =>
    given().when(activate(2)).then(activated(2, at)));

  it('has no effect when it is active already', () => {
    const before = activated(2, earlier);
    given(before).when(activate(2, before)).thenNothing();
  });

  it('goes back to an earlier one when another was activated since', () => {
    const [first, second] = [activated(2, earlier), activated(3, earlier)];
    given(first, second)
      .when(activate(2, first, second))
      .then(activated(2, at));
  });

  it('takes it up again when another has become active by its date since', () => {
    const dated = policyBook([shelves(1, january), shelves(2, null), shelves(4, '2026-03-02T09:30:00.000Z')]);
    const before = activated(2, earlier);
    given(before)
      .when(withPolicyFacts(dated, wish(2), [before.data]))
      .then(activated(2, at));
  });

  it('RT-30: is refused for a version that this build does not carry', () =>
    given().when(activate(9)).thenRejected('policy-version-not-carried', 'RT-30'));

  it('RT-30: is refused for a version that is active by its date', () =>
    given().when(activate(1)).thenRejected('policy-active-by-date', 'RT-30'));

  it('takes effect no earlier than the one before it, whatever a clock says', () => {
    const before = activated(2, later);
    given(before).when(activate(3, before)).then(activated(3, later));
    given(before).when(activate(2, before)).thenNothing();
  });

  it('is not decided by a build that lacks the version that is active', () => {
    expect(() => activate(2, activated(9, earlier))).toThrow(UnknownPolicy);
  });

  it('wins at once and until the next, in whatever order the clocks of replicas are', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(2, 3), fc.integer({ min: 0, max: 59 }))), (wishes) => {
        let known: PolicyActivations = [];
        for (const [version, minute] of wishes) {
          const from = `2026-03-02T10:${String(minute).padStart(2, '0')}:00.000Z`;
          const decided = policyActivationDecider.decide(
            withPolicyFacts(book, wish(version, from), known),
            known,
            shelves(1, january),
          );
          if ('rejected' in decided) throw new Error(decided.rejected);
          known = decided.reduce(policyActivationDecider.evolve, known);
          expect(book.activeAt(activationInstant(from as Instant, known), known).version).toBe(version);
        }
        expect(known.map((each) => each.at)).toEqual(known.map((each) => each.at).toSorted());
      }),
    ));

  it('stands in a stream of its context, by the policy', () => {
    expect(policyCategory('device_unlock')).toBe('device_unlock.policy');
  });
});

describe('streams and activations', () => {
  const policyOf = (events: readonly StoredEvent[]) =>
    (events as readonly StoredEvent<EventMetadata>[]).map(({ metadata }) => metadata.policy.version);

  it('a stream that began before stays under the policy it began with, and a new one is under the activated', async () => {
    const store = memoryStore();
    let known: PolicyActivations = [];
    const policies = { pinned: book.pinned, activeAt: (from: Instant) => Promise.resolve(book.activeAt(from, known)) };
    const execute = replica(store, { policies });
    await execute(stream, command('Build', 'c1'), envelope);
    known = [activationOf(2, earlier)];
    await execute(stream, command('Open', 'c2'), envelope);
    await execute(next, command('Build', 'c3'), envelope);
    expect(policyOf(await store.read(stream))).toEqual([1, 1]);
    expect(policyOf(await store.read(next))).toEqual([2]);
  });

  it('no stream ever leaves the policy it began with, and each replays whatever is active by then', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom<'Build' | 'Open' | 'Shut' | 2 | 3>('Build', 'Open', 'Shut', 2, 3), { maxLength: 12 }),
        async (steps) => {
          const store = memoryStore();
          let known: PolicyActivations = [];
          const policies = { pinned: book.pinned, activeAt: (from: Instant) => book.activeAt(from, known) };
          const execute = replica(store, { policies });
          let begunUnder: number | undefined;
          for (const [index, step] of steps.entries()) {
            if (typeof step === 'number') known = [...known, activationOf(step, earlier)];
            else {
              await execute(stream, command(step, `c${String(index)}`), envelope);
              if (step === 'Build') begunUnder ??= known.at(-1)?.version ?? 1;
            }
          }
          const events = (await store.read(stream)) as readonly StoredEvent<EventMetadata>[];
          expect(new Set(policyOf(events))).toEqual(new Set(begunUnder === undefined ? [] : [begunUnder]));
          expect(replayStream(doorDecider, book, events).fault).toBeUndefined();
        },
      ),
    ));
});
