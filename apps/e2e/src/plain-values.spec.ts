import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesWith } from './plain-values.js';

const telephone = '+4934112345678';
const imei = '490154203237518';
const hash = createHash('sha256').update(telephone).digest();
const within = (text: string, before: number) =>
  Buffer.concat([Buffer.alloc(before, 'x'), Buffer.from(text), Buffer.from('{}')]).toString('base64');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tierline-plain-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the search for personal values', () => {
  it.each([
    ['as it is', `{"telephone":"${telephone}"}`],
    ['as base64', Buffer.from(telephone).toString('base64')],
    ['as base64 after 1 byte', within(telephone, 1)],
    ['as base64 after 2 bytes', within(telephone, 2)],
    ['as base64 after 3 bytes', within(telephone, 3)],
    ['as hexadecimal digits', Buffer.from(`x${telephone}`).toString('hex')],
    ['as its plain hash', hash.toString('hex')],
    ['as its plain hash in base64', `"${hash.toString('base64')}"`],
    ['as the digits that its device has in every form', 'imei:49015420323751'],
  ])('finds one %s', (_, content) => {
    writeFileSync(join(folder, 'found'), content);
    expect([...filesWith(folder, [telephone, imei]).keys()]).toEqual(['found']);
  });

  it('finds none in what tells nothing of it', () => {
    writeFileSync(join(folder, 'found'), `${telephone.slice(0, -1)} 4901542 ${within('+4934112345679', 1)}`);
    expect(filesWith(folder, [telephone, imei, 'K-1']).size).toBe(0);
  });
});
