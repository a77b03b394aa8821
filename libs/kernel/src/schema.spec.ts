import { describe, expect, it } from '@jest/globals';
import {
  anyText,
  dictionary,
  flag,
  instant,
  integer,
  list,
  nullOr,
  object,
  oneOf,
  optional,
  someText,
  text,
  variants,
  type AnySchema,
  type Schema,
} from './schema.js';

interface Lamp {
  readonly room: string;
  readonly watts: number;
  readonly colour?: 'red' | 'white';
}
type Switch = { readonly kind: 'dimmer'; readonly level: number } | { readonly kind: 'button' };

const lamp: Schema<Lamp> = object<Lamp>({
  room: someText(),
  watts: integer(0, 100),
  colour: optional(oneOf('red', 'white')),
});
const lightSwitch: Schema<Switch> = variants('kind', {
  dimmer: object({ kind: oneOf('dimmer'), level: integer(0, 9) }),
  button: object({ kind: oneOf('button') }),
});
const told = (schema: AnySchema, json: unknown) => schema(json).map(({ field, problem }) => `${field} ${problem}`);

describe('a schema', () => {
  it.each<[string, AnySchema, readonly unknown[], readonly unknown[]]>([
    ['a whole number', integer(-1, 3), [-1, 0, 3], [-2, 4, 0.5, NaN, Infinity, '1', null, undefined, true, []]],
    ['a flag', flag, [true, false], [0, 'true', null, undefined, {}]],
    ['a text that is not empty', anyText, ['a', ' ', '\n'], ['', 1, null, undefined, ['a']]],
    ['a text', someText(), ['a', ' a '], ['', ' ', 1, null, undefined, ['a']]],
    ['a text of a form', text(/^\d$/, 'a digit'), ['1'], ['12', 1, '', null]],
    [
      'an instant',
      instant,
      ['2026-03-01T09:30:00.000Z', '9999-12-31T23:59:59.999Z'],
      ['2026-03-01', '2026-03-01T09:30:00Z', '2026-13-01T09:30:00.000Z', '2026-03-01T24:30:00.000Z', 0, null],
    ],
    [
      'one of some values',
      oneOf<string | number | boolean>('a', 1, true),
      ['a', 1, true],
      ['1', 'b', 0, false, null, undefined],
    ],
    ['null or a flag', nullOr(flag), [null, true], [undefined, 0, 'null']],
    ['a list', list(flag), [[], [true, false]], [[1], [true, null], {}, null, 'a', undefined]],
    ['a dictionary', dictionary(flag), [{}, { a: true }], [{ a: 1 }, [], null, 'a', undefined]],
    [
      'an object',
      lamp,
      [
        { room: 'hall', watts: 1 },
        { watts: 1, colour: 'red', room: 'hall' },
      ],
      [{}, { room: 'hall' }, { room: 'hall', watts: 1, colour: undefined }, [], null, 'lamp', undefined],
    ],
    [
      'an object of several kinds',
      lightSwitch,
      [{ kind: 'dimmer', level: 1 }, { kind: 'button' }],
      [{}, { kind: 'dimmer' }, { kind: 'button', level: 1 }, { kind: 'lever' }, { kind: ['button'] }, [], null],
    ],
  ])('lets %s pass and refuses everything else', (_, schema, right, wrong) => {
    for (const json of right) expect(schema(json)).toEqual([]);
    for (const json of wrong) expect(schema(json)).not.toEqual([]);
  });

  it('names every place that is wrong, and why', () => {
    const house = object<{ lamps: readonly Lamp[]; switches: Readonly<Record<string, Switch>> }>({
      lamps: list(lamp),
      switches: dictionary(lightSwitch),
    });
    const json = {
      lamps: [{ room: 'hall', watts: 1 }, { room: 1, watts: 101, smell: 'none' }, null],
      switches: { hall: { kind: 'dimmer' }, attic: { kind: 'lever' }, cellar: {} },
    };
    expect(told(house, json)).toEqual([
      'lamps[1].smell is unknown',
      'lamps[1].room must be a text',
      'lamps[1].watts must be a whole number from 0 to 100',
      'lamps[2] must be an object',
      'switches.hall.level is missing',
      'switches.attic.kind must be one of dimmer, button',
      'switches.cellar.kind is missing',
    ]);
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'takes %j for a field as any other, though every object seems to have it',
    (name) => {
      const json: unknown = JSON.parse(`{"room": "hall", "watts": 1, "${name}": 1}`);
      expect(told(lamp, json)).toEqual([`${name} is unknown`]);
      expect(told(lightSwitch, { kind: name })).toEqual(['kind must be one of dimmer, button']);
    },
  );

  it('keeps what was found apart from what is said of it', () => {
    expect(lamp({ room: 'hall', watts: 'secret' })).toEqual([
      { field: 'watts', problem: 'must be a whole number from 0 to 100', found: 'secret' },
    ]);
  });

  it('does not compile when it allows less, more or other than its type', () => {
    // @ts-expect-error a value of the type is missing
    const less: Schema<'a' | 'b'> = oneOf('a');
    // @ts-expect-error the type has no such value
    const more: Schema<'a'> = oneOf('a', 'b');
    // @ts-expect-error a field is missing
    const missing: Schema<Lamp> = object<Lamp>({ room: someText(), watts: integer(0, 100) });
    // @ts-expect-error the type requires this field
    const lax: Schema<{ readonly on: boolean }> = object<{ readonly on: boolean }>({ on: optional(flag) });
    // @ts-expect-error the type does not require this field
    const strict: Schema<{ readonly on?: boolean }> = object<{ readonly on?: boolean }>({ on: flag });
    // @ts-expect-error a kind is missing
    const kinds: Schema<Switch> = variants('kind', { button: object({ kind: oneOf('button') }) });
    expect([less, more, missing, lax, strict, kinds]).toHaveLength(6);
  });
});
