import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Command, Decider } from '../decider.js';
import type { Message } from '../message.js';
import type { Policy } from '../policy.js';
import type { EventSchemas } from '../registry.js';

/** A kind of aggregate, with commands that between them lead to each of its events. */
export interface Aggregate<P extends object> {
  readonly name: string;
  readonly decider: Decider<Command, Message, unknown, string, P>;
  readonly schemas: EventSchemas<Message>;
  readonly commands: readonly Command[];
}

/** Forgets the types, so that specs can treat all kinds alike; here the compiler still sees that they belong together. */
export const aggregate = <C extends Command, E extends Message, State, Reason extends string, P extends object>(
  name: string,
  decider: Decider<C, E, State, Reason, P>,
  schemas: EventSchemas<E>,
  commands: readonly C[],
): Aggregate<P> => ({ name, decider, schemas, commands }) as unknown as Aggregate<P>;

/** What is decided in a story, from nothing on. */
function eventsOf<P extends object>(
  { decider }: Aggregate<P>,
  policy: Policy<P>,
  story: readonly Command[],
): readonly Message[] {
  let state = decider.initial;
  return story.flatMap((command) => {
    const decision = decider.decide(command, state, policy);
    if ('rejected' in decision) return [];
    state = decision.reduce(decider.evolve, state);
    return decision;
  });
}

/** Stories that go on, now and then with a step out of place. */
const stories = ({ commands }: Pick<Aggregate<object>, 'commands'>) =>
  fc.oneof(
    fc.shuffledSubarray([...commands], { minLength: 1 }),
    fc.subarray([...commands], { minLength: 1 }),
    fc.array(fc.constantFrom(...commands), { minLength: 3, maxLength: 20 }),
  );

/** Every way to change a value in one place: something else there, a field less, a field more. */
function* mutations(value: unknown, place = ''): Generator<{ readonly place: string; readonly mutant: unknown }> {
  yield { place, mutant: { mutant: 'secret' } };
  yield { place, mutant: ['secret'] };
  yield { place, mutant: typeof value === 'number' ? 'secret' : -0.5 };
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      for (const each of mutations(item, `${place}[${index}]`)) {
        yield { place: each.place, mutant: value.with(index, each.mutant) as unknown };
      }
    }
  } else if (typeof value === 'object' && value !== null) {
    yield { place: within(place, 'mutant'), mutant: { ...value, mutant: 'secret' } };
    for (const [name, field] of Object.entries(value)) {
      for (const each of mutations(field, within(place, name))) {
        yield { place: each.place, mutant: { ...value, [name]: each.mutant } };
      }
    }
  }
}
const within = (place: string, name: string) => (place === '' ? name : `${place}.${name}`);

/**
 * Describes the events of some kinds of aggregates: whatever their deciders decide is of its schema, and nothing that was changed
 * in one place is.
 *
 * @param policy what is decided under
 * @param optional fields that may be absent, as `ProofRefused.remark`: a stream may be older than they are
 */
export function describeStoredEvents<P extends object>(
  aggregates: readonly Aggregate<P>[],
  policy: Policy<P>,
  optional: readonly string[],
): void {
  describe.each(aggregates)('the stored events of a $name', (kind) => {
    const schemaOf = ({ type }: Message) => {
      const schema = kind.schemas[type];
      if (!schema) throw new Error(`${type} has no schema`);
      return schema;
    };
    const sampled = fc
      .sample(stories(kind), { numRuns: 2_000, seed: 1 })
      .flatMap((story) => eventsOf(kind, policy, story));
    const samples = [...Map.groupBy(sampled, ({ type }) => type).values()].map((events) => {
      // The longest has most of what may be absent.
      const [first, ...others] = events.map((event) => ({ event, size: JSON.stringify(event.data).length }));
      if (!first) throw new Error('a group is never empty');
      return others.reduce((longest, each) => (each.size > longest.size ? each : longest), first).event;
    });

    it('are of their schemas, whatever is decided', () =>
      fc.assert(
        fc.property(stories(kind), (story) => {
          for (const event of eventsOf(kind, policy, story)) expect(schemaOf(event)(event.data)).toEqual([]);
        }),
      ));

    it('are all met by the stories of this spec', () =>
      expect(samples.map(({ type }) => type).sort()).toEqual(Object.keys(kind.schemas).sort()));

    it.each(samples)('are refused wherever $type was changed, and the place is named', (event) => {
      for (const { place, mutant } of mutations(event.data)) {
        const problems = schemaOf(event)(mutant);
        expect({ place, fields: problems.map(({ field }) => field) }).toMatchObject({
          fields: expect.arrayContaining([expect.stringMatching(startOf(place))]) as unknown,
        });
        expect(JSON.stringify(problems.map(({ problem }) => problem))).not.toContain('secret');
      }
    });

    it.each(samples)('are refused when a field of $type is missing, but for those that came later', (event) => {
      for (const name of Object.keys(event.data)) {
        const without = Object.fromEntries(Object.entries(event.data).filter(([each]) => each !== name));
        const problems = optional.includes(`${event.type}.${name}`) ? [] : [{ field: name, problem: 'is missing' }];
        expect(schemaOf(event)(without)).toEqual(problems);
      }
    });
  });
}

const startOf = (place: string) => new RegExp(`^${place.replaceAll(/[.[\]]/g, String.raw`\$&`)}`);
