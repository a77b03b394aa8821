import { describe, expect, it } from '@jest/globals';
import { Refusal } from '../../cli.js';
import { readOptions } from './options.js';

const env = { KAFKA_BROKERS: 'kafka:9092' };

describe('the options of import customers', () => {
  it('are the file alone, with the brokers of the environment', () => {
    expect(readOptions(['a.csv'], env)).toEqual({
      ...{ file: 'a.csv', brokers: ['kafka:9092'], json: false },
      circumstances: { asOf: '2025-09-30', zone: 'America/Los_Angeles', currency: 'USD' },
    });
  });

  it('say what the file does not', () => {
    const args = ['a.csv', '--as-of', '2024-02-29', '--zone', 'Asia/Tokyo', '--currency', 'JPY', '--brokers', 'b:1'];
    expect(readOptions([...args, '--json'], env)).toMatchObject({
      ...{ brokers: ['b:1'], json: true },
      circumstances: { asOf: '2024-02-29', zone: 'Asia/Tokyo', currency: 'JPY' },
    });
  });

  it.each([
    [[], 'say one file'],
    [['a.csv', 'b.csv'], 'say one file'],
    [['a.csv', '--as-of', '2025-02-29'], '--as-of must be a day as 2025-09-30, 1900-01-01 or later, and is 2025-02-29'],
    [['a.csv', '--as-of', '1899-12-31'], '--as-of must be a day'],
    [['a.csv', '--zone', 'Mars'], '--zone is Mars: zone: '],
    [['a.csv', '--zone', '+01:00'], '--zone is +01:00: zone: '],
    [['a.csv', '--currency', 'usd'], '--currency is usd: account.yearlySpend.currency: '],
    [['a.csv', '--brokers', 'here'], '--brokers or KAFKA_BROKERS must be host:port'],
  ])('are refused: %j', (args, problem) => {
    expect(() => readOptions(args, env)).toThrow(Refusal);
    expect(() => readOptions(args, env)).toThrow(problem);
  });
});
