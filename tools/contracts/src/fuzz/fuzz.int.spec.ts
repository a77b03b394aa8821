import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import 'reflect-metadata';
import type { TestStack } from '@tierline/stack/testing';
import { asJson } from '../json.js';
import { describedService } from '../generate/services.js';
import { fuzz } from './fuzz.js';
import { fuzzedServices } from './fuzzed-services.js';
import { startFuzzedService, type WatchedService } from './service.js';

const INPUTS = 300;
const SEED = 20_260_301;
const PATIENCE = 120_000;

describe.each(fuzzedServices.map((of) => [of.name, of] as const))('%s, running', (name, of) => {
  let stack: TestStack;
  let service: WatchedService;
  beforeAll(async () => {
    ({ stack, service } = await startFuzzedService(of));
  }, PATIENCE);
  afterAll(() => stack.stop());

  it('serves the OpenAPI document that is generated without starting it', async () => {
    const served = (await (await fetch(`${service.httpUrl}/openapi.json`)).json()) as object;
    expect(served).toEqual(asJson(describedService(name).openApi));
  });

  it(
    'answers or puts aside whatever comes to either door, loses nothing and stays well',
    async () => {
      const report = await fuzz(stack, service, { inputs: INPUTS, seed: SEED });
      expect(report.findings).toEqual([]);
      expect(report.http.sent + report.kafka.sent).toBe(INPUTS);
      expect(Object.keys(report.http.statuses)).toEqual(expect.arrayContaining(['200', '201', '400', '404', '422']));
      expect(Object.keys(report.kafka.deadLetters)).toEqual(expect.arrayContaining(['invalid', 'unreadable']));
      expect(report.kafka.outcomes['accepted']).toBeGreaterThan(0);
      expect(report.published).toBeGreaterThan(0);
    },
    PATIENCE,
  );
});
