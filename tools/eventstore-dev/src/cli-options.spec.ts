import { describe, expect, it } from '@jest/globals';
import { parseOptions } from './cli-options.js';

describe('the command line', () => {
  it('asks for a folder', () => {
    expect(() => parseOptions([])).toThrow('--dir: a folder for the data is required');
  });
  it('has defaults for all else', () => {
    expect(parseOptions(['--dir', 'd'])).toEqual({
      ...{ dir: 'd', host: '127.0.0.1', port: 2113, maxAppendSize: 1_048_576, scavenge: true },
    });
  });
  it('takes every option', () => {
    const args = [
      '--dir',
      'd',
      '--port',
      '0',
      '--host',
      '::1',
      '--max-append-size',
      '9',
      '--forget-ids',
      '--no-scavenge',
    ];
    expect(parseOptions(args)).toEqual({
      ...{ dir: 'd', host: '::1', port: 0, maxAppendSize: 9, scavenge: false, recentIdsBound: 0 },
    });
  });
  it.each(['-1', '65536', 'x', '1.5', ''])('refuses the port %j', (port) => {
    expect(() => parseOptions(['--dir', 'd', `--port=${port}`])).toThrow('--port');
  });
  it('refuses a certificate without its key', () => {
    expect(() => parseOptions(['--dir', 'd', '--tls-cert', 'c'])).toThrow('--tls-cert, --tls-key');
  });
  it('refuses what it does not know', () => {
    expect(() => parseOptions(['--dir', 'd', '--prot', '1'])).toThrow('--prot');
  });
  it('yields nothing when it asks for help', () => {
    expect(parseOptions(['--help'])).toBeUndefined();
  });
});
