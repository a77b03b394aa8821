import { describe, expect, it } from '@jest/globals';
import { optionsOf } from './options.js';

describe('the options of npm start', () => {
  it.each([
    [[], { once: false, fresh: false }],
    [['--once'], { once: true, fresh: false }],
    [['--fresh', '--once'], { once: true, fresh: true }],
  ])('are %j', (argv, options) => {
    expect({ ...optionsOf(argv) }).toEqual(options);
  });

  it.each([['--onse'], ['once'], ['--once=yes']])('are not %s', (option) => {
    expect(() => optionsOf([option])).toThrow(option.replace(/=.*/, ''));
  });
});
