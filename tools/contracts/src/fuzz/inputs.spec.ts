import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import 'reflect-metadata';
import { cloudEventType } from '@tierline/contracts';
import { describedService } from '../generate/services.js';
import { allBodies } from './bodies.js';
import { httpFaults } from './http-faults.js';
import { httpInputs } from './http-inputs.js';
import { routesIn } from './http-routes.js';
import { fuzzedServices, type FuzzedService } from './fuzzed-services.js';
import { kafkaFaults } from './kafka-faults.js';
import { kafkaInputs } from './kafka-inputs.js';
import { random } from '@tierline/chance';
import { subjects } from './subjects.js';

const MANY = 1_000;
const bodies = allBodies();
const routesByName = new Map(
  fuzzedServices.map(({ name }) => [name, routesIn(describedService(name).openApi)] as const),
);
const routesOf = ({ name }: FuzzedService) => routesByName.get(name) ?? [];
const requests = (service: FuzzedService, seed: number) => {
  const [chance, next] = [random(seed), httpInputs({ bodies, routes: routesOf(service), subjects: subjects() })];
  return Array.from({ length: MANY }, () => next(chance));
};
const records = (service: FuzzedService, seed: number) => {
  const [chance, next] = [random(seed), kafkaInputs({ service, bodies, subjects: subjects(), source: '/spec' })];
  return Array.from({ length: MANY }, () => next(chance));
};

/** Some bodies are large, and jest looks at each byte of them. */
function digestOf(made: readonly { readonly body?: Buffer; readonly value?: Buffer | null }[]): string {
  const hash = createHash('sha256');
  for (const { body, value, ...rest } of made) {
    hash.update(JSON.stringify(rest));
    for (const bytes of [body, value]) if (bytes) hash.update(bytes);
  }
  return hash.digest('hex');
}

const each = fuzzedServices.map((service) => [service.name, service] as const);

describe('chance', () => {
  it.each(each)('is the same for the same seed of %s, and another for another', (_, service) => {
    expect(digestOf(requests(service, 1))).toBe(digestOf(requests(service, 1)));
    expect(digestOf(records(service, 1))).toBe(digestOf(records(service, 1)));
    expect(digestOf(requests(service, 1))).not.toBe(digestOf(requests(service, 2)));
  });

  it('is even', () => {
    const chance = random(7);
    const counts = Array.from({ length: 10 }, () => 0);
    for (let turn = 0; turn < 10_000; turn += 1) {
      const number = chance.below(10);
      counts[number] = (counts[number] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150);
    expect(chance.uuid()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/);
    expect(() => chance.pick([])).toThrow('empty list');
  });
});

describe('bodies', () => {
  // What is made is held against class and schema as it is made: a disagreement of the two throws.
  it.each(bodies.map((made) => [made.contract.message.name, made] as const))('of %s are of both kinds', (_, made) => {
    const chance = random(3);
    for (let turn = 0; turn < 100; turn += 1) {
      expect(made.valid(chance)).toBeDefined();
      expect(made.invalid(chance)).toBeDefined();
    }
  });
});

describe.each(each)('requests to %s', (_, service) => {
  it('are of every route, correct and with every fault', () => {
    const made = requests(service, 5);
    const faults = new Set(made.map(({ fault }) => fault));
    expect([...faults]).toEqual(expect.arrayContaining([undefined, ...httpFaults.map(({ name }) => name)]));
    for (const { path, method } of routesOf(service)) {
      const form = new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}(?:\\?|$)`);
      const isOfRoute = made.some((one) => one.method === method && one.fault === undefined && form.test(one.path));
      expect({ [`${method} ${path}`]: isOfRoute }).toEqual({ [`${method} ${path}`]: true });
    }
  });

  it('say in the path what the body must not say again', () => {
    const said = requests(service, 5).filter(
      ({ path, fault }) => fault === undefined && path.includes('/offers/offer-1/'),
    );
    expect(said.length > 0).toBe(service.name === 'customer-value');
    for (const { body } of said) expect(String(body)).not.toContain('offerId');
  });
});

describe.each(each)('records to %s', (_, service) => {
  it('are of every command that comes by Kafka, correct and with every fault', () => {
    const made = records(service, 5);
    const faults = new Set(made.map(({ fault }) => fault));
    expect([...faults]).toEqual(expect.arrayContaining([undefined, ...kafkaFaults.map(({ name }) => name)]));
    const types = made.filter(({ fault }) => fault === undefined).map(({ headers }) => headers['ce_type']);
    const { context, ingress } = service.topics;
    const taken = Object.values(ingress).flatMap(({ commands, publishedBy }) =>
      commands.map((message) => cloudEventType(publishedBy ?? context, message)),
    );
    expect([...new Set(types)].sort()).toEqual([...new Set(taken)].sort());
  });

  it('are also what other contexts publish, and it takes like commands', () => {
    const heard = Object.values(service.topics.ingress).flatMap(({ publishedBy }) => publishedBy ?? []);
    const types = records(service, 5).map(({ headers }) => String(headers['ce_type']));
    for (const context of heard) expect(types).toContainEqual(expect.stringContaining(`tierline.${context}.`));
    expect(heard).not.toEqual([]);
  });
});
