import { describe, expect, it } from '@jest/globals';
import { EXIT, run } from '../cli.js';
import { importFile } from './command.js';

const told = async (...args: readonly string[]) => {
  const errors: string[] = [];
  const surroundings = { env: {}, out: () => undefined, error: (text: string) => void errors.push(text) };
  return { code: await run({ import: importFile }, ['import', ...args], surroundings), errors };
};

describe('tierline import', () => {
  it.each([[[]], [['phones', 'a.csv']]])('says how it is called when asked for %j', async (args) => {
    expect(await told(...args)).toEqual({
      code: EXIT.usage,
      errors: [expect.stringContaining('import customers <csv>')],
    });
  });

  it('says in one line what is wrong with its options', async () => {
    const { code, errors } = await told('customers', 'a.csv', '--brokers', 'b:1', '--as-of', 'today');
    expect([code, errors]).toEqual([EXIT.usage, [expect.stringContaining('--as-of must be a day')]]);
  });
});
