import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import 'reflect-metadata';
import { cloudEventType, deviceUnlockTopics } from '@tierline/contracts';
import { describedService } from '../generate/services.js';
import { allBodies } from './bodies.js';
import { httpFaults } from './http-faults.js';
import { httpInputs } from './http-inputs.js';
import { routesIn } from './http-routes.js';
import { kafkaFaults } from './kafka-faults.js';
import { kafkaInputs } from './kafka-inputs.js';
import { random } from '@tierline/chance';
import { subjects } from './subjects.js';

const MANY = 1_000;
const document = describedService('device-unlock').openApi;
const bodies = allBodies();
const requests = (seed: number) => {
  const [chance, next] = [random(seed), httpInputs({ bodies, routes: routesIn(document), subjects: subjects() })];
  return Array.from({ length: MANY }, () => next(chance));
};
const records = (seed: number) => {
  const [chance, next] = [random(seed), kafkaInputs({ bodies, subjects: subjects(), source: '/spec' })];
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

describe('chance', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(digestOf(requests(1))).toBe(digestOf(requests(1)));
    expect(digestOf(records(1))).toBe(digestOf(records(1)));
    expect(digestOf(requests(1))).not.toBe(digestOf(requests(2)));
  });

  it('is even', () => {
    const chance = random(7);
    const counts = Array.from({ length: 10 }, () => 0);
    for (let each = 0; each < 10_000; each += 1) {
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
  it.each(bodies.map((each) => [each.contract.message.name, each] as const))('of %s are of both kinds', (_, made) => {
    const chance = random(3);
    for (let each = 0; each < 100; each += 1) {
      expect(made.valid(chance)).toBeDefined();
      expect(made.invalid(chance)).toBeDefined();
    }
  });
});

describe('requests', () => {
  it('are of every route, correct and with every fault', () => {
    const made = requests(5);
    const faults = new Set(made.map(({ fault }) => fault));
    expect([...faults]).toEqual(expect.arrayContaining([undefined, ...httpFaults.map(({ name }) => name)]));
    for (const { path, method } of routesIn(document)) {
      const form = new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}(?:\\?|$)`);
      const isOfRoute = made.some((each) => each.method === method && each.fault === undefined && form.test(each.path));
      expect({ [`${method} ${path}`]: isOfRoute }).toEqual({ [`${method} ${path}`]: true });
    }
  });
});

describe('records', () => {
  it('are of every command that comes by Kafka, correct and with every fault', () => {
    const made = records(5);
    const faults = new Set(made.map(({ fault }) => fault));
    expect([...faults]).toEqual(expect.arrayContaining([undefined, ...kafkaFaults.map(({ name }) => name)]));
    const types = made.filter(({ fault }) => fault === undefined).map(({ headers }) => headers['ce_type']);
    const { context, ingress } = deviceUnlockTopics;
    const taken = Object.values(ingress).flatMap(({ commands, publishedBy }) =>
      commands.map((each) => cloudEventType(publishedBy ?? context, each)),
    );
    expect([...new Set(types)].sort()).toEqual([...new Set(taken)].sort());
    expect(types).toContain('tierline.customer-value.CustomerStandingChanged.v1');
  });
});
