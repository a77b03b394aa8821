import { describe, expect, it } from '@jest/globals';
import { isImei, tacOf } from '@tierline/contracts';
import { imeiOf, planMonth } from './plan.js';

const limits = { requestsPerMonth: 100, duplicatesPerMille: 100 };
const tacs = ['49015420', '00000000'];
const plan = planMonth(3_000, 1, tacs, limits);

describe('a month of traffic', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(planMonth(3_000, 1, tacs, limits)).toEqual(plan);
    expect(planMonth(3_000, 2, tacs, limits)).not.toEqual(plan);
  });

  it('DU-14: asks for valid IMEIs of the given types', () => {
    expect(plan.requests.every(({ imei }) => isImei(imei) && tacs.includes(tacOf(imei)))).toBe(true);
    expect(imeiOf('49015420323751')).toBe('490154203237518');
  });

  it('DU-15: has sources just below and just above both limits, told by what they ask for', () => {
    expect(plan.sources.slice(0, 6)).toEqual([
      { name: 'planted-0', requests: 100, duplicates: 50, isBlocked: false, refused: 0 },
      { name: 'planted-1', requests: 101, duplicates: 10, isBlocked: false, refused: 0 },
      { name: 'planted-2', requests: 300, duplicates: 30, isBlocked: false, refused: 0 },
      { name: 'planted-3', requests: 300, duplicates: 0, isBlocked: false, refused: 0 },
      { name: 'planted-4', requests: 121, duplicates: 11, isBlocked: true, refused: 20 },
      { name: 'planted-5', requests: 320, duplicates: 31, isBlocked: true, refused: 21 },
    ]);
    expect(plan.sources.slice(6).filter(({ isBlocked }) => isBlocked)).toEqual([]);
  });

  it('is as large as it was asked for, and every request is of a source that is told', () => {
    expect(plan.requests.length).toBeGreaterThanOrEqual(3_000);
    for (const { name, requests } of plan.sources)
      expect(plan.requests.filter(({ source }) => source === name)).toHaveLength(requests);
    expect(plan.requests.map(({ number }) => number)).toEqual(plan.requests.map((_, index) => index));
  });
});
