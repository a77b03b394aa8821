import { isObject, type Json, type JsonObject } from '../json.js';
import { asList, followed, propertiesOf } from '../schema-reader.js';
import type { BreakingChange, Direction } from './breaking-change.js';
import { boundsRule, formsRule, typesRule, valueKeywords, wordsRule } from './values.js';

/** A schema in its document. */
export interface Side {
  readonly root: JsonObject;
  readonly schema: Json | undefined;
}

/** What is compared, and how. */
interface Comparison {
  readonly where: string;
  readonly direction: Direction;
  readonly roots: readonly [released: JsonObject, current: JsonObject];
}

type Both = readonly [released: JsonObject, current: JsonObject];
type Compare = (comparison: Comparison, both: Both) => readonly BreakingChange[];

/**
 * Names what breaks between a released schema and the current one.
 *
 * A field that is gone breaks both ways, and so does one with another name. A new field must be optional in what we take;
 * in what we give it breaks nothing, since readers pass over fields that they do not know.
 */
export function schemaChanges(
  where: string,
  released: Side,
  current: Side,
  direction: Direction,
): readonly BreakingChange[] {
  return compare({ where, direction, roots: [released.root, current.root] }, released.schema, current.schema);
}

function compare(
  comparison: Comparison,
  released: Json | undefined,
  current: Json | undefined,
): readonly BreakingChange[] {
  const [releasedRoot, currentRoot] = comparison.roots;
  const both = [followed(releasedRoot, released ?? {}), followed(currentRoot, current ?? {})] as const;
  const { where, direction } = comparison;
  const ofValues = [typesRule, wordsRule, boundsRule, formsRule].flatMap((rule) => rule(...both, direction));
  return [
    ...ofValues.map((what) => ({ where, what })),
    ...[fields, unknownFields, items, variants, conditions, others].flatMap((rule) => rule(comparison, both)),
  ];
}

const below = (comparison: Comparison, name: string): Comparison => ({
  ...comparison,
  where: `${comparison.where} ${name}`,
});

const fields: Compare = (comparison, [released, current]) => {
  const { where, direction } = comparison;
  const [before, now] = [propertiesOf(released), propertiesOf(current)];
  const [wasRequired, isRequired] = [asList(released['required']), asList(current['required'])];
  const isTaken = direction === 'taken';
  const ofOld = Object.keys(before).flatMap((name) => {
    if (!(name in now)) return [{ where, what: `field ${name} is gone` }];
    const [was, is] = [wasRequired.includes(name), isRequired.includes(name)];
    const changed = isTaken ? is && !was : was && !is;
    return [
      ...(changed ? [{ where, what: `field ${name} is ${is ? 'required now' : 'no longer always there'}` }] : []),
      ...compare(below(comparison, name), before[name], now[name]),
    ];
  });
  const added = Object.keys(now).filter((name) => !(name in before) && isTaken && isRequired.includes(name));
  return [...ofOld, ...added.map((name) => ({ where, what: `field ${name} is new and required` }))];
};

const unknownFields: Compare = ({ where, direction }, [released, current]) =>
  direction === 'taken' && current['additionalProperties'] === false && released['additionalProperties'] !== false
    ? [{ where, what: 'unknown fields are no longer taken' }]
    : [];

const items: Compare = (comparison, [released, current]) =>
  'items' in released || 'items' in current
    ? compare(below(comparison, '[]'), released['items'], current['items'])
    : [];

const variants: Compare = (comparison, [released, current]) => {
  const [releasedRoot, currentRoot] = comparison.roots;
  const [before, now] = [variantsOf(releasedRoot, released), variantsOf(currentRoot, current)];
  const { where, direction } = comparison;
  if (before.size === 0 && now.size === 0) return [];
  const [lost, what] =
    direction === 'taken'
      ? [[...before.keys()].filter((name) => now.size > 0 && !now.has(name)), 'is no longer taken']
      : [[...now.keys()].filter((name) => before.size > 0 && !before.has(name)), 'is a new shape'];
  const isNarrowed = direction === 'taken' ? before.size === 0 : now.size === 0;
  return [
    ...(isNarrowed ? [{ where, what: 'oneOf came or went' }] : []),
    ...lost.map((name) => ({ where, what: `${name} ${what}` })),
    ...[...before].flatMap(([name, schema]) =>
      now.has(name) ? compare(below(comparison, name), schema, now.get(name)) : [],
    ),
  ];
};

const conditions: Compare = (comparison, [released, current]) => {
  const [before, now] = [conditionsOf(released), conditionsOf(current)];
  const [binding, others] = comparison.direction === 'taken' ? [now, before] : [before, now];
  const added = [...binding.keys()].filter((when) => !others.has(when));
  return [
    ...added.map((when) => ({ where: comparison.where, what: `the condition ${when} came or went` })),
    ...[...before].flatMap(([when, then]) => (now.has(when) ? compare(comparison, then, now.get(when)) : [])),
  ];
};

const COMPARED = [...valueKeywords, 'properties', 'required', 'additionalProperties', 'items', 'oneOf', 'allOf'];
const SAY_NOTHING = ['$defs', '$id', '$schema', 'title', 'description', 'examples', 'default', 'discriminator'];

/** What no rule speaks of could mean anything. */
const others: Compare = ({ where }, [released, current]) =>
  [...new Set([...Object.keys(released), ...Object.keys(current)])]
    .filter((keyword) => !COMPARED.includes(keyword) && !SAY_NOTHING.includes(keyword) && !keyword.startsWith('x-'))
    .filter((keyword) => JSON.stringify(released[keyword]) !== JSON.stringify(current[keyword]))
    .map((keyword) => ({ where, what: `${keyword} changed, and nobody can tell what that means` }));

/** Shapes by their constants, which tell them apart on the wire; by their names where they have none. */
function variantsOf(root: JsonObject, { oneOf }: JsonObject): ReadonlyMap<string, Json> {
  return new Map(
    asList(oneOf).map((variant) => {
      const constants = Object.entries(propertiesOf(followed(root, variant))).filter(([, field]) => 'const' in field);
      const told = constants.map(([name, field]) => `${name} ${JSON.stringify(field['const'])}`).join(', ');
      return [told === '' ? JSON.stringify(variant) : told, variant];
    }),
  );
}

function conditionsOf({ allOf }: JsonObject): ReadonlyMap<string, Json | undefined> {
  return new Map(
    asList(allOf).map((each) => {
      const condition = isObject(each) && 'if' in each ? each : { if: each };
      return [JSON.stringify(condition['if']), condition['then']];
    }),
  );
}
