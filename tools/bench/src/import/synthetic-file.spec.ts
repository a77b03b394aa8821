import { describe, expect, it } from '@jest/globals';
import { syntheticCustomers } from './synthetic-file.js';

describe('a file of made-up customers', () => {
  const lines = syntheticCustomers(50, 7).split('\n');

  it('has a header and a row for each, every customer once', () => {
    expect(lines).toHaveLength(51);
    expect(lines[0]).toMatch(/^customerID,tenure,/);
    expect(new Set(lines.map((line) => line.split(',')[0])).size).toBe(51);
    expect(new Set(lines.map((line) => line.split(',').length))).toEqual(new Set([9]));
  });

  it('is the same for the same seed, and another for another', () => {
    expect(syntheticCustomers(50, 7).split('\n')).toEqual(lines);
    expect(syntheticCustomers(50, 8).split('\n')).not.toEqual(lines);
  });
});
