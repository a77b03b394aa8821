import { InvalidMessage, validated } from '@tierline/platform';
import { refusalsBy, type Refusals } from '../ajv.js';
import { contexts, contracts, type Contract } from '../catalogue.js';
import { messageSchema } from '../generate/json-schema.js';
import type { Json, JsonObject } from '../json.js';
import { invalidSamples } from '../samples/invalid.js';
import { validSamples } from '../samples/valid.js';
import type { Random } from '@tierline/chance';
import { varied } from './vary.js';

/** Makes bodies of one command, or of what is taken like one. */
export interface Bodies {
  readonly contract: Contract;
  /** Valid data. @throws {Error} when class and schema do not both say so */
  readonly valid: (random: Random) => JsonObject;
  /** Data with one fault or more. @throws {Error} when class and schema do not both refuse it */
  readonly invalid: (random: Random) => Json;
  /** Whether data is refused. @throws {Error} when class and schema do not say the same of it */
  readonly refuses: (data: Json) => boolean;
}

const ODD: readonly Json[] = [null, [], {}, '', 'text', 0, -1, 0.5, 1e308, true, [[]], [null], { constructor: 1 }];
const ODD_INSTEAD = 0.3;
const MOST_ATTEMPTS = 50;

/** Published events that another context takes like commands. */
const taken = contexts.flatMap(({ topics }) =>
  Object.values(topics.ingress).flatMap(({ publishedBy, commands }) => (publishedBy === undefined ? [] : commands)),
);

/** Makes bodies of everything that is taken: of every command, and of published events that are taken like one. */
export const allBodies = (): readonly Bodies[] =>
  contracts.filter(({ kind, message }) => kind === 'command' || taken.includes(message)).map(bodiesOf);

function bodiesOf(contract: Contract): Bodies {
  const schema = messageSchema(contract);
  const refusals = refusalsBy(schema);
  const samples = validSamples(contract);
  const faults = invalidSamples(contract).map(({ data }) => data as Json);
  const valid = (random: Random) => {
    const data = varied(schema, random.pick(samples), random);
    if (isRefused(contract, refusals, data))
      throw new Error(`no valid ${contract.message.name}: ${JSON.stringify(data)}`);
    return data;
  };
  const invalid = (random: Random) => {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const data = random.chance(ODD_INSTEAD) ? oddIn(valid(random), random) : random.pick(faults);
      if (isRefused(contract, refusals, data)) return data;
    }
    throw new Error(`${contract.message.name} cannot be made wrong`);
  };
  return { contract, valid, invalid, refuses: (data) => isRefused(contract, refusals, data) };
}

function oddIn(data: JsonObject, random: Random): Json {
  const names = Object.keys(data);
  return names.length === 0 ? random.pick(ODD) : { ...data, [random.pick(names)]: random.pick(ODD) };
}

/** Whether data is refused. @throws {Error} when the class and the schema do not say the same */
function isRefused({ message }: Contract, refusals: Refusals, data: Json): boolean {
  const bySchema = refusals(data).length > 0;
  const byClass = isRefusedByClass(message, data);
  if (byClass === bySchema) return byClass;
  throw new Error(`${message.name}: class and schema do not say the same of ${JSON.stringify(data)}`);
}

function isRefusedByClass(message: Contract['message'], data: Json): boolean {
  try {
    validated(message, data);
    return false;
  } catch (error) {
    if (error instanceof InvalidMessage) return true;
    throw error;
  }
}
