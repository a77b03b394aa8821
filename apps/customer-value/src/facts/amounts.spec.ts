import { expect, it } from '@jest/globals';
import { service } from '../testing/service.js';
import { classified, complaint, opened, tell, usd, type Told } from '../testing/told.js';

const valueAfter = async (...facts: readonly Told[]) =>
  (await (await tell(service(), opened(), ...facts)).customer()).value;

it('CV-06: a credit of nothing demoted a customer, though nothing was won with it', async () => {
  expect(await valueAfter(complaint('c1', 0), complaint('c2', 0), complaint('c3', 0))).toBe(0);
  expect(await valueAfter(complaint('c1', 900), complaint('c2', 900), complaint('c3', 900))).toBe(1);
});

it('CV-04: a company that spends over a million dollars a year was refused at the door', async () => {
  expect(await valueAfter(classified({ class: 'corporate', yearlySpend: usd(120_000_000) }))).toBe(5);
});
