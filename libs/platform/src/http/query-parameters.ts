import { decodePosition, type EpochPosition } from './position-token.js';
import { ProblemError } from './problem.js';

/** A parameter of a query: how its text is read, and how it is described. */
export interface QueryParameter<Value = unknown> {
  /**
   * @param text nothing when the parameter did not come
   * @param name for the error
   * @throws {ProblemError} malformed-request, naming the parameter
   */
  readonly parse: (text: string | undefined, name: string) => Value;
  readonly description: string;
  /** JSON Schema of the text. */
  readonly schema: object;
}

/** The parameters of a route by their names. */
export type QueryParameters = Readonly<Record<string, QueryParameter>>;

/** The values of parameters, as a handler gets them. */
export type QueryValues<Parameters extends QueryParameters> = {
  readonly [Name in keyof Parameters]: ReturnType<Parameters[Name]['parse']>;
};

/** The largest page, and the one that is given to whoever does not say. */
export const PAGE_LIMIT = { most: 100, default: 20 } as const;

const CURSOR_FORMAT = 'c1:';
const CURSOR_LENGTH = 512;

/** How many items a page may have. */
export const limit: QueryParameter<number> = {
  parse: (text, name) => {
    if (text === undefined) return PAGE_LIMIT.default;
    const value = /^[1-9]\d{0,2}$/.test(text) ? Number(text) : 0;
    if (value >= 1 && value <= PAGE_LIMIT.most) return value;
    throw new ProblemError('malformed-request', `${name} must be a number from 1 to ${String(PAGE_LIMIT.most)}`);
  },
  description: 'How many items the page may have',
  schema: { type: 'integer', minimum: 1, maximum: PAGE_LIMIT.most, default: PAGE_LIMIT.default },
};

/** Where a page begins: after the key that the page before ended with. */
export const cursor: QueryParameter<string | undefined> = {
  parse: (text, name) => (text === undefined ? undefined : decodeCursor(text, name)),
  description: 'The `next` of the page before',
  schema: { type: 'string', maxLength: CURSOR_LENGTH },
};

/** The position that the answer must at least be as fresh as. */
export const atLeast: QueryParameter<EpochPosition | undefined> = {
  parse: (text, name) => (text === undefined ? undefined : decodePosition(text, name)),
  description: 'A `Tierline-Position`: the answer shows at least what was stored up to there',
  schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{28}$' },
};

/** One of a closed set of words, or nothing. */
export const oneOf = <Word extends string>(
  words: readonly Word[],
  description: string,
): QueryParameter<Word | undefined> => ({
  parse: (text, name) => {
    if (text === undefined) return undefined;
    const word = words.find((each) => each === text);
    if (word === undefined) throw new ProblemError('malformed-request', `${name} must be one of ${words.join(', ')}`);
    return word;
  },
  description,
  schema: { type: 'string', enum: words },
});

/** Text of a given form, or nothing. */
export const textOf = (form: RegExp, description: string): QueryParameter<string | undefined> => ({
  parse: (text, name) => {
    if (text === undefined || form.test(text)) return text;
    throw new ProblemError('malformed-request', `${name} must match ${form.source}`);
  },
  description,
  schema: { type: 'string', pattern: form.source },
});

/** Writes a cursor: opaque to clients. */
export const encodeCursor = (key: string): string => Buffer.from(CURSOR_FORMAT + key).toString('base64url');

function decodeCursor(text: string, name: string): string {
  const plain = Buffer.from(text, 'base64url').toString();
  const key = plain.slice(CURSOR_FORMAT.length);
  // Only what we have written reads back as the same text.
  if (text.length <= CURSOR_LENGTH && plain.startsWith(CURSOR_FORMAT) && encodeCursor(key) === text) return key;
  throw new ProblemError('malformed-request', `${name} is not a cursor of this service`);
}

/**
 * Reads the query of a URL: every parameter at most once, and none that the route does not know.
 *
 * @param url path and query, as they came
 * @throws {ProblemError} malformed-request, naming the first parameter that is wrong
 */
export function parseQuery<Parameters extends QueryParameters>(
  url: string,
  parameters: Parameters,
): QueryValues<Parameters> {
  const search = new URL(url, 'http://localhost').searchParams;
  for (const name of search.keys()) {
    if (!Object.hasOwn(parameters, name))
      throw new ProblemError('malformed-request', `There is no parameter ${JSON.stringify(name)}`);
    if (search.getAll(name).length > 1) throw new ProblemError('malformed-request', `${name} came more than once`);
  }
  const values = Object.entries(parameters).map(([name, { parse }]) => [
    name,
    parse(search.get(name) ?? undefined, name),
  ]);
  return Object.fromEntries(values) as QueryValues<Parameters>;
}
