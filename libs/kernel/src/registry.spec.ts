import { describe, expect, it } from '@jest/globals';
import type { EventMetadata } from './event-metadata.js';
import { BrokenHistory } from './history.js';
import type { Message } from './message.js';
import { isOutdated, knownEvents } from './outdated.js';
import { UnknownPolicy } from './policy.js';
import type { StoredEvent } from './ports.js';
import { checkStored, eventRegistry, UnregisteredEvent, type EventSchemas } from './registry.js';
import { integer, object } from './schema.js';
import { policies, stream } from './testing/doors.js';

type LampEvent = Message<'Lit', { readonly watts: number }> | Message<'Dimmed', { readonly level: number }>;
const schemas: EventSchemas<LampEvent> = {
  Lit: object({ watts: integer(0, 100) }),
  Dimmed: object({ level: integer(0, 9) }),
};
const registry = eventRegistry<LampEvent>('lamps', schemas);
const at = '2026-03-01T09:30:00.000Z';

const ofEveryContext: readonly Message[] = [
  { type: 'CommandRefused', data: { command: 'Light', reason: 'no-power', rule: 'DU-01' } },
  { type: 'CommandHadNoEffect', data: { command: 'Light' } },
  { type: 'SubjectForgotten', data: { subject: 'c1', at } },
  { type: 'ValueDisclosed', data: { subject: 'c1', of: 'r1', field: 'remark', at } },
];

const stored = (event: Message, metadata: object): StoredEvent => ({
  ...event,
  ...{ id: 'e1', metadata, stream, revision: 7, position: { commit: 1n, prepare: 1n } },
});
const decided: Partial<EventMetadata> = { policy: { name: 'doors', version: 1, hash: 'h1' } };

describe('a registry', () => {
  it.each<Message>([{ type: 'Lit', data: { watts: 60 } }, { type: 'Dimmed', data: { level: 3 } }, ...ofEveryContext])(
    'lets $type pass as it is meant',
    (event) => expect(() => registry.check(event)).not.toThrow(),
  );

  it.each<[string, Message, string]>([
    ['of an unknown type', { type: 'Exploded', data: {} }, 'event Exploded: is not an event of lamps'],
    ['whose type every object seems to have', { type: 'constructor', data: {} }, 'is not an event of lamps'],
    ['without a field', { type: 'Lit', data: {} }, 'event Lit: watts is missing'],
    ['with a field too many', { type: 'Lit', data: { watts: 1, hue: 1 } }, 'event Lit: hue is unknown'],
    ['whose data is none', { type: 'Lit', data: [] }, 'event Lit: data must be an object'],
    ['with the data of another', { type: 'Lit', data: { level: 3 } }, 'event Lit: level is unknown; watts is missing'],
    ['that tells no rule', { type: 'CommandRefused', data: { command: 'C', reason: 'r' } }, 'rule is missing'],
    [
      'with a rule of nobody',
      { type: 'CommandRefused', data: { command: 'C', reason: 'r', rule: 'X-1' } },
      'rule must',
    ],
    ['that tells too much', { type: 'CommandHadNoEffect', data: { command: 'C', reason: 'r' } }, 'reason is unknown'],
    ['of nobody', { type: 'SubjectForgotten', data: { at } }, 'subject is missing'],
    ['of no time', { type: 'ValueDisclosed', data: { subject: 's', of: 'r', field: 'f', at: 'now' } }, 'at must be'],
  ])('refuses an event %s, and says why', (_, event, problem) => {
    expect(() => registry.check(event)).toThrow(UnregisteredEvent);
    expect(() => registry.check(event)).toThrow(problem);
  });

  it('never tells what stands in a field', () => {
    expect(() => registry.check({ type: 'Lit', data: { watts: 'secret' } })).toThrow(/^((?!secret).)*$/);
  });

  it('does not let a context define what every context has', () => {
    expect(() => eventRegistry('lamps', { CommandRefused: object({}) })).toThrow('CommandRefused is not lamps');
  });

  it('does not compile without a schema for each type', () => {
    // @ts-expect-error Dimmed has no schema
    const incomplete: EventSchemas<LampEvent> = { Lit: schemas.Lit };
    // @ts-expect-error Dimmed has the schema of another event
    const swapped: EventSchemas<LampEvent> = { Lit: schemas.Lit, Dimmed: schemas.Lit };
    expect([incomplete, swapped]).toHaveLength(2);
  });
});

describe('an event that is found in the store', () => {
  const check = knownEvents(registry, policies);
  const thrownBy = (work: () => void): unknown => {
    try {
      work();
    } catch (error) {
      return error;
    }
    return undefined;
  };

  it('is known by its type, its data and its policy', () => {
    expect(() => check(stored({ type: 'Lit', data: { watts: 1 } }, decided))).not.toThrow();
  });

  it('is told by its place when only a newer build can know it', () => {
    const error = thrownBy(() => checkStored(registry, stored({ type: 'Exploded', data: {} }, decided)));
    expect(error).toMatchObject({
      type: 'Exploded',
      place: { stream, revision: 7 },
      message: `${stream}@7 event Exploded: is not an event of lamps`,
    });
    expect(isOutdated(error)).toBe(true);
  });

  it('is refused when the policy that it was decided under is not part of the build', () => {
    const metadata = { policy: { name: 'doors', version: 2, hash: 'h2' } };
    const error = thrownBy(() => check(stored({ type: 'Lit', data: { watts: 1 } }, metadata)));
    expect(error).toBeInstanceOf(UnknownPolicy);
    expect(isOutdated(error)).toBe(true);
  });

  it('is refused when it activates a policy that is not part of the build, and known otherwise', () => {
    const activation = (hash: string) => {
      const data = { policy: 'doors', version: 1, hash, at: '2026-03-01T00:00:00.000Z' };
      return stored({ type: 'PolicyActivated', data }, decided);
    };
    expect(() => check(activation('h1'))).not.toThrow();
    const error = thrownBy(() => check(activation('changed')));
    expect(error).toEqual(new UnknownPolicy({ name: 'doors', version: 1, hash: 'changed' }));
    expect(isOutdated(error)).toBe(true);
  });

  it('is refused when no executor wrote it', () => {
    const error = thrownBy(() => check(stored({ type: 'Lit', data: { watts: 1 } }, {})));
    expect(error).toBeInstanceOf(BrokenHistory);
    expect(isOutdated(error)).toBe(false);
  });

  it('is not what is meant by an event that is about to be stored', () => {
    expect(isOutdated(thrownBy(() => registry.check({ type: 'Exploded', data: {} })))).toBe(false);
  });
});
