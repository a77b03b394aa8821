import { describe, expect, it } from '@jest/globals';
import json from '../policies/clock@1.json' with { type: 'json' };
import { parseClockPolicy, type ClockPolicy } from './clock-policy.js';

const file = json as ClockPolicy;

describe('the policy of clocks', () => {
  it('is valid as it was released, and read as it stands', () => expect(parseClockPolicy(file)).toStrictEqual(file));

  it.each([
    ['no bound', { values: { comparedEverySeconds: 30 } }, 'values.mostDisagreementMilliseconds is missing'],
    [
      'a bound that no clock keeps to',
      { values: { ...file.values, mostDisagreementMilliseconds: 0 } },
      'values.mostDisagreementMilliseconds must be a whole number from 1 to 86400000, not 0',
    ],
    ['a value of unknown origin', { provenanceOf: {} }, 'provenanceOf.mostDisagreementMilliseconds is missing'],
    ['a version that waits', { activeFrom: null }, 'activeFrom must be an instant'],
    ['another name', { name: 'device-unlock' }, 'name must be one of clock'],
  ])('is refused with %s', (_, change, problem) =>
    expect(() => parseClockPolicy({ ...file, ...change })).toThrow(problem),
  );
});
