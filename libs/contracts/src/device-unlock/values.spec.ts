import { describe, expect, it } from '@jest/globals';
import { canonicalDevice } from './values.js';

describe('the canonical identity of a device', () => {
  it('DU-14: is the same for its IMEI and for its IMEISV, whatever software it runs', () => {
    const identities = [
      { kind: 'imei', value: '490154203237518' },
      { kind: 'imeisv', value: '4901542032375101' },
      { kind: 'imeisv', value: '4901542032375199' },
    ] as const;
    expect(new Set(identities.map(canonicalDevice)).size).toBe(1);
  });

  it('differs between devices, and between an IMEI and a serial number of the same digits', () => {
    const identities = [
      { kind: 'imei', value: '490154203237518' },
      { kind: 'imei', value: '490154203237526' },
      { kind: 'serial', value: '49015420323751' },
    ] as const;
    expect(new Set(identities.map(canonicalDevice)).size).toBe(3);
  });
});
