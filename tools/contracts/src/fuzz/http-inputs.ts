import { commandIdOf, newSubjectOf } from '@tierline/platform';
import type { JsonObject } from '../json.js';
import { asList } from '../schema-reader.js';
import type { Bodies } from './bodies.js';
import { invalidBody, validSaid } from './bodies-of-route.js';
import { jsonBytes } from './bytes.js';
import { httpFaults } from './http-faults.js';
import type { HttpInput } from './http-input.js';
import type { FuzzedRoute } from './http-routes.js';
import type { Random } from '@tierline/chance';
import type { Subjects } from './subjects.js';

/** What requests are made of. */
export interface HttpParts {
  readonly routes: readonly FuzzedRoute[];
  readonly bodies: readonly Bodies[];
  readonly subjects: Subjects;
}

/** The program that every token is given to. */
export const CLIENT = 'fuzz';

const WRONG = 0.6;
const WRONG_DATA = 0.4;
const AGAIN = 0.1;
const CONDITION = 0.15;
const MOST_KEPT = 50;
const CUSTOMERS = 40;
const EXECUTED = [200, 201, 409];
const REUSED = 422;

/** Makes requests, one after another, each correct or with one fault. */
export function httpInputs({ routes, bodies, subjects }: HttpParts): (random: Random) => HttpInput {
  const sent: HttpInput[] = [];
  const forgotten = new Set<string>();
  const correct = (route: FuzzedRoute, random: Random): HttpInput => {
    const role = random.pick(route.roles);
    const path = pathOf(route, subjects.any(random));
    const common = {
      door: 'http',
      method: route.method,
      role,
      ...(route.answer !== undefined && { answer: route.answer }),
      ...(route.told !== undefined && { told: route.told }),
    } as const;
    if (route.body === undefined) {
      return { ...common, path: `${path}${queryOf(route, random)}`, headers: {}, expected: [200, 404] };
    }
    const key = random.uuid();
    const said = validSaid(bodyOf(bodies, route), route, path, random);
    const isConditional = random.chance(CONDITION);
    return {
      ...common,
      path: said.path,
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': key,
        ...(isConditional && { 'If-Match': random.pick(['"0"', '"1"', '*', 'W/"1"', '"other"']) }),
      },
      body: jsonBytes(said.body),
      key,
      expected: [...EXECUTED, ...(route.creates ? [] : [404]), ...(isConditional ? [412] : [])],
    };
  };
  return (random) => {
    const route = random.pick(routes);
    const again = sent.length > 0 && random.chance(AGAIN) ? random.pick(sent) : undefined;
    if (again) return repeated(again, forgotten);
    const input = correct(route, random);
    if (random.chance(WRONG)) return spoiled(input, route, bodies, random);
    if (route.body !== undefined) sent.push(input);
    if (route.body === 'ForgetCustomerV1') forgotten.add(customerOf(input));
    if (route.body?.startsWith('Request')) subjects.remember(subjectOf(input));
    if (sent.length > MOST_KEPT) sent.shift();
    return input;
  };
}

/** The same request once more. Personal values of a customer who was forgotten since are no longer known to be the same. */
const repeated = (input: HttpInput, forgotten: ReadonlySet<string>): HttpInput => ({
  ...input,
  fault: 'the same again',
  // Looked at when the answer has come: the customer may be forgotten between.
  get expected() {
    return forgotten.has(customerOf(input)) ? [...input.expected, REUSED] : input.expected;
  },
});

/** The customer that a body names; none for another. */
function customerOf({ body }: HttpInput): string {
  const data = JSON.parse(String(body)) as { readonly customerId?: string };
  return data.customerId ?? '';
}

/** The id of what a command makes. */
const subjectOf = ({ role, key = '' }: HttpInput) =>
  newSubjectOf(commandIdOf({ client: CLIENT, subject: role ?? '' }, key));

function spoiled(input: HttpInput, route: FuzzedRoute, bodies: readonly Bodies[], random: Random): HttpInput {
  const { key: _, ...wrong } = input;
  if (route.body !== undefined && random.chance(WRONG_DATA)) {
    const body = jsonBytes(invalidBody(bodyOf(bodies, route), route, random));
    return { ...wrong, fault: 'data that is not what its contract says', body, expected: [422] };
  }
  const applicable = httpFaults.flatMap(({ name, status, spoil }) => {
    const changed = spoil(input, route, random);
    return changed ? [{ ...wrong, ...changed, fault: name, expected: [status] }] : [];
  });
  return random.pick(applicable);
}

/** The path about an aggregate. What else it names are the parts that samples have, unless its command says which. */
const pathOf = ({ path, fields }: FuzzedRoute, subject: string): string =>
  path
    .replace(/\{\w+\}/, subject)
    .replace(/\{(\w+)\}/g, (whole, name: string) => (fields.includes(name) ? whole : name.replace(/Id$/, '-1')));

function bodyOf(bodies: readonly Bodies[], { body }: FuzzedRoute): Bodies {
  const found = bodies.find(({ contract }) => contract.message.data.name === body);
  if (!found) throw new Error(`nobody makes bodies of ${String(body)}`);
  return found;
}

function queryOf({ query }: FuzzedRoute, random: Random): string {
  const values = query.flatMap(({ name, schema }) => {
    const value = random.chance(0.5) ? valueOf(schema, random) : undefined;
    return value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`];
  });
  return values.length === 0 ? '' : `?${values.join('&')}`;
}

/** A value for a parameter; nothing for one that only the service can make up. */
function valueOf(schema: JsonObject, random: Random): string | undefined {
  const words = asList(schema['enum']).filter((word) => typeof word === 'string');
  if (words.length > 0) return random.pick(words);
  if (schema['type'] === 'integer') return String(1 + random.below(Number(schema['maximum'])));
  return schema['pattern'] === '^[\\w.:-]{1,64}$' ? `c-${String(random.below(CUSTOMERS))}` : undefined;
}
