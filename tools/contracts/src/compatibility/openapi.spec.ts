import { describe, expect, it } from '@jest/globals';
import { describedService } from '../generate/services.js';
import { asJson } from '../json.js';
import { planted, remove, set, type Planted } from '../testing/planted.js';
import { breakingHttpChanges } from './openapi.js';

const document = asJson(describedService('device-unlock').openApi);
const REQUESTS = '/v1/activation-lock-requests';
const at = (method: string, ...path: readonly string[]) => ['paths', REQUESTS, method, ...path];
const schema = (type: string, ...path: readonly string[]) => ['components', 'schemas', type, ...path];
const POST = `POST ${REQUESTS}`;
const GET = `GET ${REQUESTS}`;
const limit = { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 10 } };
const key = { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string' } };
const tenant = { name: 'Tenant', in: 'header', required: true, schema: { type: 'string' } };

describe('a route breaks its callers by', () => {
  it.each<readonly [what: string, change: Planted, where: string, told: string]>([
    ['being gone', remove(at('post')), POST, 'the route is gone'],
    [
      'a role less',
      set(at('post', 'security'), [{ bearer: ['supervisor'] }]),
      POST,
      'store-clerk is no longer allowed',
    ],
    ['a parameter less', set(at('get', 'parameters'), []), GET, 'query limit is gone'],
    [
      'a header that is needed now',
      set(at('post', 'parameters'), [key, tenant]),
      POST,
      'header Tenant is new and required',
    ],
    ['a smaller page', set(at('get', 'parameters'), [limit]), `${GET} query limit`, 'maximum is 10, and was 100'],
    [
      'a parameter that is required now',
      set(at('get', 'parameters'), [{ ...limit, required: true }]),
      GET,
      'query limit is required now',
    ],
    [
      'a body of another type',
      set(at('post', 'requestBody', 'content'), {}),
      POST,
      'application/json is no longer taken',
    ],
    [
      'a field of the body that is needed now',
      set(schema('RequestActivationUnlockV1', 'required'), ['tradeInId']),
      `${POST} body`,
      'tradeInId is required now',
    ],
    ['another status of success', set(at('post', 'responses', '202'), {}), POST, 'is answered 202 now'],
    ['a status of success less', remove(at('post', 'responses', '201')), POST, 'is no longer answered 201'],
    [
      'a header of the answer less',
      set(at('post', 'responses', '201', 'headers'), {}),
      `${POST} 201`,
      'Location is gone',
    ],
    [
      'a field of the answer less',
      remove(schema('CommandAnswer', 'properties', 'subject')),
      `${POST} 201`,
      'field subject is gone',
    ],
    [
      'a status of a document for which nobody has a branch',
      set(schema('ActivationLockRequestV1', 'properties', 'status', 'enum'), ['unlocked', 'lost']),
      `${GET} 200 items [] status`,
      'can be "lost" now',
    ],
  ])('%s', (_, change, where, told) => {
    const changes = breakingHttpChanges(document, planted(document, change));
    expect(changes).toContainEqual({ where, what: expect.stringContaining(told) });
  });
});

describe('nobody is broken by', () => {
  it.each<readonly [what: string, change: Planted]>([
    ['a new route', set(['paths', '/v1/more'], { get: { responses: {} } })],
    [
      'a role more',
      set(
        at('post', 'security'),
        ['tier1-agent', 'tier2-agent', 'supervisor', 'store-clerk', 'legal'].map((role) => ({ bearer: [role] })),
      ),
    ],
    ['a new field of an answer', set(schema('CommandAnswer', 'properties', 'note'), { type: 'string' })],
    ['a new error', set(at('post', 'responses', '418'), { description: 'A teapot' })],
    ['an error less', remove(at('post', 'responses', '409'))],
    ['another summary', set(at('post', 'summary'), 'Asks')],
  ])('%s', (_, change) => {
    expect(breakingHttpChanges(document, planted(document, change))).toEqual([]);
  });
});
