import { describe, expect, it } from '@jest/globals';
import { faults } from './faults/index.js';
import { parseOptions } from './options.js';

describe('the command line', () => {
  it('plays every fault in turn unless it says otherwise', () => {
    expect(parseOptions([])).toMatchObject({ seed: 1, faults: Object.keys(faults), json: false });
  });

  it('names rounds, seed and faults', () => {
    const options = parseOptions(['--rounds', '200', '--seed', '7', '--faults', 'freeze,kill-any', '--json']);
    expect(options).toEqual({ rounds: 200, seed: 7, faults: ['freeze', 'kill-any'], json: true });
  });

  it.each([
    ['--rounds', '0', '--rounds must be a whole number of at least 1, and is 0'],
    ['--seed', 'x', '--seed must be a whole number of at least 0, and is x'],
    ['--faults', 'freeze,flood', '--faults: flood is none of'],
  ])('is refused with %s %s, and told why', (name, value, why) => {
    expect(() => parseOptions([name, value])).toThrow(why);
  });
});
