import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import { DOCS } from '../docs-folder.js';
import { generatedFiles, type Files } from '../generate/generated-files.js';
import { changesSince, release, releasesIn } from './released.js';

let files: Files;
beforeAll(async () => {
  files = await generatedFiles();
});

describe('the contracts as they are', () => {
  it('have been released', () => expect(releasesIn(DOCS).map(({ number }) => number)).toContain(1));

  it('break nothing that was ever released', () => {
    for (const each of releasesIn(DOCS)) {
      expect(Object.keys(each.documents)).toContain('asyncapi.json');
      expect({ release: each.number, changes: changesSince(each, files) }).toEqual({
        release: each.number,
        changes: [],
      });
    }
  });
});

describe('a release', () => {
  let docs = '';
  beforeEach(() => {
    docs = mkdtempSync(join(tmpdir(), 'tierline-releases-'));
  });
  afterEach(() => rmSync(docs, { recursive: true }));

  const changed = (path: string, from: string, to: string): Files => {
    expect(files[path]).toContain(from);
    return { ...files, [path]: (files[path] ?? '').replaceAll(from, to) };
  };
  const ASYNCAPI = 'contracts/asyncapi.json';

  it('is counted from 1 and keeps what others go by', () => {
    expect(release(docs, files)).toBe(1);
    const [first] = releasesIn(docs);
    expect(Object.keys(first?.documents ?? {}).toSorted()).toEqual([
      'asyncapi.json',
      'openapi/customer-value.json',
      'openapi/device-unlock.json',
    ]);
    expect(first?.documents['asyncapi.json']).toBe(files[ASYNCAPI]);
  });

  it('is made of something new', () => {
    release(docs, files);
    expect(() => release(docs, files)).toThrow('nothing has changed since release 1');
    expect(release(docs, changed(ASYNCAPI, '"version": "1.0.0"', '"version": "1.1.0"'))).toBe(2);
  });

  it('is refused when it breaks an earlier one, and says what', () => {
    release(docs, files);
    const broken = changed(ASYNCAPI, '"maxLength": 120', '"maxLength": 100');
    expect(() => release(docs, broken)).toThrow(/release 1: .* seller: maxLength is 100, and was 120/);
    expect(releasesIn(docs)).toHaveLength(1);
  });

  it('is broken by a document that is gone', () => {
    release(docs, files);
    const { [ASYNCAPI]: _, ...others } = files;
    const [first] = releasesIn(docs);
    expect(first && changesSince(first, others)).toEqual([{ where: 'asyncapi.json', what: 'the document is gone' }]);
  });
});
