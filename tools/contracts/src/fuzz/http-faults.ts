import { jsonBytes } from './bytes.js';
import type { HttpInput } from './http-input.js';
import type { FuzzedRoute } from './http-routes.js';
import type { Random } from '@tierline/chance';

/** One way to make a correct request wrong. @returns nothing where it does not apply */
export interface Fault {
  readonly name: string;
  readonly status: number;
  readonly spoil: (input: HttpInput, route: FuzzedRoute, random: Random) => Partial<HttpInput> | undefined;
}

const isCommand = ({ body }: FuzzedRoute) => body !== undefined;
const forCommands =
  (spoil: (input: HttpInput, random: Random) => Partial<HttpInput>): Fault['spoil'] =>
  (input, route, random) =>
    isCommand(route) ? spoil(input, random) : undefined;
const header = (name: string, value: string) => (input: HttpInput) => ({
  headers: { ...input.headers, [name]: value },
});
const withoutHeader = (name: string) => (input: HttpInput) => {
  const { [name]: _, ...headers } = input.headers;
  return { headers };
};

const TOO_LONG = 129;
const TOO_DEEP = 17;
const TOO_LARGE = 262_145;
const deep = Buffer.from(`${'{"a":'.repeat(TOO_DEEP)}1${'}'.repeat(TOO_DEEP)}`);

const identity: readonly Fault[] = [
  { name: 'no token', status: 401, spoil: () => ({ role: undefined }) },
  {
    name: 'a token that is none',
    status: 401,
    spoil: (input) => ({ headers: { ...input.headers, Authorization: 'Bearer x.y.z' } }),
  },
  {
    name: 'a role that may not',
    status: 403,
    spoil: (_, { otherRoles }, random) => (otherRoles.length === 0 ? undefined : { role: random.pick(otherRoles) }),
  },
];

const places: readonly Fault[] = [
  {
    name: 'an id that is none',
    status: 400,
    spoil: ({ path }, route, random) => {
      const id = random.pick([
        ...(route.isOurs ? ['x'] : []),
        '%00',
        '..%2f',
        'A'.repeat(300),
        '6B9F8A3E-7C1D-5E2F-9A4B-1C2D3E4F5A6B',
        '%F0%9F%98%80',
      ]);
      const other = path.replace(/[\da-f]{8}-[\da-f-]{27}/, id);
      return isCommand(route) && other !== path ? { path: other } : undefined;
    },
  },
  {
    name: 'a method that is not served',
    status: 405,
    spoil: (_, __, random) => ({ method: random.pick(['PUT', 'DELETE', 'PATCH']) }),
  },
  {
    name: 'a path that is not served',
    status: 404,
    spoil: ({ path }) => ({ path: `${path.split('?')[0] ?? ''}/no/such/path` }),
  },
  {
    name: 'a percent sign that begins nothing',
    status: 400,
    spoil: ({ path }, route) =>
      route.path.includes('{') ? { path: path.replace(/[\da-f]{8}-[\da-f-]{27}/, '%zz') } : undefined,
  },
];

const queries: readonly Fault[] = [
  {
    name: 'a parameter that there is not',
    status: 400,
    spoil: ({ path }, route) =>
      isCommand(route) ? undefined : { path: `${path}${path.includes('?') ? '&' : '?'}odd=1` },
  },
  {
    name: 'a parameter that is not what it must be',
    status: 400,
    spoil: ({ path }, { query }, random) => {
      if (query.length === 0) return undefined;
      const { name } = random.pick(query);
      const value = random.pick(['%20', '-1', '1e3', 'nothing%00', '%7B%7D', '%F0%9F%98%80', '101', '"']);
      const isFree = name === 'customerId' && /^[\w.:-]+$/.test(value);
      return isFree ? undefined : { path: `${path.split('?')[0] ?? ''}?${name}=${value}` };
    },
  },
  {
    name: 'a parameter twice',
    status: 400,
    spoil: ({ path }, { query }) =>
      query.some(({ name }) => name === 'limit') ? { path: `${path.split('?')[0] ?? ''}?limit=5&limit=6` } : undefined,
  },
];

const headers: readonly Fault[] = [
  { name: 'no Idempotency-Key', status: 400, spoil: forCommands(withoutHeader('Idempotency-Key')) },
  {
    name: 'an Idempotency-Key that is too long',
    status: 400,
    spoil: forCommands(header('Idempotency-Key', 'k'.repeat(TOO_LONG))),
  },
  {
    name: 'an Idempotency-Key that is not ASCII',
    status: 400,
    spoil: forCommands(header('Idempotency-Key', 'schl\u00fcssel')),
  },
  { name: 'an If-Match that is no entity tag', status: 400, spoil: forCommands(header('If-Match', 'four')) },
  { name: 'a correlation that cannot be kept', status: 400, spoil: header('X-Correlation-Id', 'a b{}') },
  { name: 'a body of another type', status: 415, spoil: forCommands(header('Content-Type', 'text/plain')) },
  { name: 'a body that is compressed', status: 415, spoil: forCommands(header('Content-Encoding', 'gzip')) },
];

const bodies: readonly Fault[] = [
  { name: 'no body', status: 400, spoil: forCommands(() => ({ body: Buffer.alloc(0) })) },
  {
    name: 'a body that is no JSON',
    status: 400,
    spoil: forCommands((_, random) => ({
      body: Buffer.from(random.pick(['{', '{"a":}', 'NaN', "{'a':1}", '\u0000', '{} {}', '\uFEFF['])),
    })),
  },
  {
    name: 'a body that is no UTF-8',
    status: 400,
    spoil: forCommands(() => ({ body: Buffer.from([0x22, 0xff, 0xfe, 0x22]) })),
  },
  {
    name: 'a body that says something twice',
    status: 400,
    spoil: forCommands(() => ({ body: Buffer.from('{"a":1,"a":2}') })),
  },
  { name: 'a body that is too deep', status: 400, spoil: forCommands(() => ({ body: deep })) },
  {
    name: 'a body that is too large',
    status: 413,
    spoil: forCommands(() => ({ body: jsonBytes('a'.repeat(TOO_LARGE)) })),
  },
];

/** Every way to make a request wrong besides its data. */
export const httpFaults: readonly Fault[] = [...identity, ...places, ...queries, ...headers, ...bodies];
