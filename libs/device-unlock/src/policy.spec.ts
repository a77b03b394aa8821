import { InvalidPolicy, leaves } from '@tierline/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import file from '../policies/device-unlock@1.json' with { type: 'json' };
import { parseDeviceUnlockPolicy, type DeviceUnlockPolicy } from './policy.js';

const released = file as DeviceUnlockPolicy;
const problemsOf = (json: unknown) => {
  try {
    parseDeviceUnlockPolicy(json);
  } catch (error) {
    if (error instanceof InvalidPolicy) return error.problems;
    throw error;
  }
  return [];
};
const withProofMatch = (change: object) => ({
  ...released,
  values: { ...released.values, proofMatch: { ...released.values.proofMatch, ...change } },
});

describe('the policy of device unlock', () => {
  it('is valid as it was released, and read as it stands', () =>
    expect(parseDeviceUnlockPolicy(file)).toStrictEqual(file));

  it('may wait to be activated in place of being active from a date', () => {
    const waiting = { ...released, version: 2, activeFrom: null };
    expect(parseDeviceUnlockPolicy(waiting)).toStrictEqual(waiting);
  });

  it.each<[string, unknown, string, string]>([
    [
      'a number that is negative',
      withProofMatch({ priceToleranceMinor: -1 }),
      'values.proofMatch.priceToleranceMinor',
      'must be a whole number from 0 to 1000000, not -1',
    ],
    [
      'a number with a fraction',
      withProofMatch({ purchasedOnToleranceDays: 1.5 }),
      'values.proofMatch.purchasedOnToleranceDays',
      'must be a whole number from 0 to 366, not 1.5',
    ],
    [
      'a number as text',
      withProofMatch({ priceTolerancePerMille: '10' }),
      'values.proofMatch.priceTolerancePerMille',
      'must be a whole number from 0 to 1000, not "10"',
    ],
    [
      'a flag as a number',
      withProofMatch({ sellerIgnoresCase: 1 }),
      'values.proofMatch.sellerIgnoresCase',
      'must be true or false, not 1',
    ],
    ['a value that nothing reads', withProofMatch({ colour: 'red' }), 'values.proofMatch.colour', 'is unknown'],
    ['another name', { ...released, name: 'call-routing' }, 'name', 'must be one of device-unlock, not "call-routing"'],
    ['no owner', { ...released, owner: ' ' }, 'owner', 'must be a text, not " "'],
    [
      'a moment that is none',
      { ...released, activeFrom: '2026-01-01' },
      'activeFrom',
      'must be an instant as 2026-03-01T09:30:00.000Z, not "2026-01-01"',
    ],
    ['values that are none', { ...released, values: [] }, 'values', 'must be an object, not []'],
    [
      'a value whose provenance is told of nothing',
      { ...released, provenanceOf: { ...released.provenanceOf, 'proofMatch.colour': 'x' } },
      'provenanceOf.proofMatch.colour',
      'tells of no value',
    ],
  ])('is refused with %s, and says where and why', (_, json, field, problem) =>
    expect(problemsOf(json)).toStrictEqual([{ field, problem }]),
  );

  it.each(leaves(released.values))('is refused when nothing tells where %s is from', (place) => {
    const provenanceOf = Object.fromEntries(Object.entries(released.provenanceOf).filter(([each]) => each !== place));
    expect(problemsOf({ ...released, provenanceOf })).toStrictEqual([
      { field: `provenanceOf.${place}`, problem: 'is missing' },
    ]);
  });

  it('CV-07: is refused when a value has to show more than a less valued one', () => {
    const { travelUnlock } = released.values;
    const leastAttitude = { ...travelUnlock.leastAttitude, 0: 'neutral', 1: 'neutral', 3: 'never' };
    const json = { ...released, values: { ...released.values, travelUnlock: { ...travelUnlock, leastAttitude } } };
    expect(problemsOf(json)).toStrictEqual([
      { field: 'values.travelUnlock.leastAttitude.2', problem: 'demands more than value 0 has to show' },
      { field: 'values.travelUnlock.leastAttitude.3', problem: 'demands more than value 2 has to show' },
    ]);
  });

  it('is refused with every problem at once', () => {
    const { proofMatch } = released.values;
    const json = { ...withProofMatch({ ...proofMatch, sellerIgnoresCase: null }), version: 0 };
    expect(() => parseDeviceUnlockPolicy(json)).toThrow(
      'invalid policy: version must be a whole number from 1 to 1000000, not 0; ' +
        'values.proofMatch.sellerIgnoresCase must be true or false, not null',
    );
  });

  it.each(['name', 'version', 'owner', 'provenance', 'provenanceOf', 'activeFrom', 'values'])(
    'is refused without %s',
    (name) => {
      const json = Object.fromEntries(Object.entries(released).filter(([each]) => each !== name));
      expect(problemsOf(json)).toStrictEqual([{ field: name, problem: 'is missing' }]);
    },
  );

  it('is refused, and nothing worse happens, whatever the file holds', () =>
    fc.assert(fc.property(fc.jsonValue(), (json) => expect(problemsOf(json)).not.toHaveLength(0))));
});
