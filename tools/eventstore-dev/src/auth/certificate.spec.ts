import { describe, expect, it } from '@jest/globals';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { selfSignedCertificate } from './certificate.js';

describe('a self-signed certificate', () => {
  const { cert, key } = selfSignedCertificate(['localhost', '127.0.0.1', '::1'], 30);
  const parsed = new X509Certificate(cert);

  it('is valid for the hosts it was made for and no other', () => {
    expect(parsed.checkHost('localhost')).toBe('localhost');
    expect(parsed.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(parsed.checkIP('::1')).toBe('::1');
    expect(parsed.checkHost('example.org')).toBeUndefined();
    expect(parsed.checkIP('10.0.0.1')).toBeUndefined();
  });
  it('is its own authority and is signed with its own key', () => {
    expect(parsed.ca).toBe(true);
    expect(parsed.verify(parsed.publicKey)).toBe(true);
    expect(parsed.checkPrivateKey(createPrivateKey(key))).toBe(true);
  });
  it('is valid for as long as was asked', () => {
    const days = (Date.parse(parsed.validTo) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29.9);
    expect(days).toBeLessThan(30.1);
    expect(Date.parse(parsed.validFrom)).toBeLessThan(Date.now());
  });
});
