import { describe, expect, it } from '@jest/globals';
import * as published from '@tierline/contracts';
import { contracts, versionedName } from './catalogue.js';

const isMessage = (value: unknown): value is published.MessageType =>
  typeof value === 'object' && value !== null && 'data' in value && typeof value.data === 'function';
const declared = Object.values<unknown>(published).flatMap((value) =>
  isMessage(value)
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).filter(isMessage)
      : [],
);

describe('the catalogue of messages', () => {
  it('has every message that the contracts declare', () => {
    expect(declared.length).toBeGreaterThan(10);
    const known = new Set(contracts.map(({ message }) => message));
    expect(declared.filter((message) => !known.has(message)).map(versionedName)).toEqual([]);
  });

  it('has each message of a context once', () => {
    const names = contracts.map(({ context, message }) => `${context}.${versionedName(message)}`);
    expect(new Set(names).size).toBe(names.length);
  });
});
