import { describe, expect, it } from '@jest/globals';
import { faults, usual } from './faults/index.js';
import { parseOptions } from './options.js';

describe('the command line', () => {
  it('plays every fault in turn unless it says otherwise', () => {
    expect(parseOptions([])).toEqual({
      rounds: usual.length,
      seed: 1,
      faults: usual,
      json: false,
      services: 'device-unlock',
    });
    expect(usual).toEqual(expect.arrayContaining(Object.keys(faults)));
  });

  it('names rounds, seed, faults and services', () => {
    const options = parseOptions([
      '--rounds',
      '200',
      '--seed',
      '7',
      '--faults',
      'freeze,slow+kill-any',
      '--json',
      '--services',
      'both',
    ]);
    expect(options).toEqual({
      rounds: 200,
      seed: 7,
      faults: ['freeze', 'slow+kill-any'],
      json: true,
      services: 'both',
    });
  });

  it.each([
    ['--rounds', '0', '--rounds must be a whole number of at least 1, and is 0'],
    ['--seed', 'x', '--seed must be a whole number of at least 0, and is x'],
    ['--faults', 'freeze,flood', '--faults: flood is none of'],
    ['--services', 'three', '--services must be one of device-unlock, customer-value, both, and is three'],
    ['--faults', 'freeze+restored', '--faults: it must be alone'],
  ])('is refused with %s %s, and told why', (name, value, why) => {
    expect(() => parseOptions([name, value])).toThrow(why);
  });
});
