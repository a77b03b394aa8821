import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { testStack, type TestStack } from '@tierline/stack/testing';
import { monthStack, runMonth } from './month.js';

const SYNTHETIC = ['00000000', '99000001', '35000099'];

let stack: TestStack;
beforeAll(async () => {
  const { parts, topics, services } = monthStack();
  stack = await testStack(parts, topics, { services });
}, 90_000);
afterAll(() => stack.stop());

it('DU-15: a month of traffic blocks exactly the sources that go beyond both limits, by streams and by outcomes', async () => {
  const month = await runMonth(stack, { size: 1_300, seed: 15, tacs: SYNTHETIC });
  expect(month.deviations).toEqual([]);
  expect(month.rows.find((row) => row.case === 'sources blocked')?.value).toBe(2);
}, 400_000);
