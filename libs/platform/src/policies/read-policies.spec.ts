import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Instant, Policy } from '@tierline/kernel';
import { readPolicies, UnusablePolicy } from './read-policies.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tierline-policies-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const write = (file: string, content: object | string) => {
  writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
};
const version = (number: number, activeFrom: string, width: number) => ({
  ...{ name: 'doors', version: number, owner: 'doors', provenance: 'spec', activeFrom, values: { width } },
});
const read = () =>
  readPolicies(pathToFileURL(`${folder}/`), 'doors', (json) => {
    const policy = json as Omit<Policy<{ width: number }>, 'hash'>;
    if (policy.values.width < 0) throw new Error('values.width must not be negative');
    return policy;
  });

describe('policies', () => {
  it('are found by the moment from which they are active, and by the reference that pins them', () => {
    write('doors@1.json', version(1, '2026-01-01T00:00:00.000Z', 80));
    write('doors@2.json', version(2, '2026-06-01T00:00:00.000Z', 90));
    const book = read();
    const [before, after] = (['2026-05-31T23:59:59.999Z', '2026-06-01T00:00:00.000Z'] as Instant[]).map((at) =>
      book.activeAt(at),
    );
    expect([before?.values.width, after?.values.width]).toEqual([80, 90]);
    expect(before && book.pinned(before)).toBe(before);
  });

  it('have the same hash however their file is laid out, and another one for any other content', () => {
    write('doors@1.json', JSON.stringify(version(1, '2026-01-01T00:00:00.000Z', 80), null, 4));
    const laidOut = read().activeAt('2026-01-01T00:00:00.000Z' as Instant).hash;
    write('doors@1.json', version(1, '2026-01-01T00:00:00.000Z', 80));
    expect(read().activeAt('2026-01-01T00:00:00.000Z' as Instant).hash).toBe(laidOut);
    write('doors@1.json', version(1, '2026-01-01T00:00:00.000Z', 81));
    expect(read().activeAt('2026-01-01T00:00:00.000Z' as Instant).hash).not.toBe(laidOut);
  });

  it.each([
    ['no JSON', 'doors@1.json', '{'],
    ['another version than its name says', 'doors@1.json', version(2, '2026-01-01T00:00:00.000Z', 80)],
    ['a number that cannot be', 'doors@1.json', version(1, '2026-01-01T00:00:00.000Z', -1)],
  ])('stop the start when a file is %s, and name it', (_, file, content) => {
    write(file, content);
    expect(read).toThrow(UnusablePolicy);
    expect(read).toThrow(/doors@1\.json: /);
  });

  it('stop the start when there are none, or two claim one moment', () => {
    expect(read).toThrow('at least one version');
    write('doors@1.json', version(1, '2026-01-01T00:00:00.000Z', 80));
    write('doors@2.json', version(2, '2026-01-01T00:00:00.000Z', 90));
    expect(read).toThrow('claim the same place');
  });
});
