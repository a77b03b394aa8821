import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import { DOCS, drift, write } from './docs-folder.js';
import { generatedFiles, type Files } from './generate/generated-files.js';

const SCHEMA = 'contracts/schemas/device-unlock/SubmitProof.v1.json';

describe('the generated documents', () => {
  let files: Files;
  beforeAll(async () => {
    files = await generatedFiles();
  });

  it('are committed as the classes say (else: npm run contracts)', () => {
    expect(drift(DOCS, files)).toEqual([]);
  });

  it('are of every kind', () => {
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining([
        'contracts/asyncapi.json',
        'contracts/openapi/device-unlock.json',
        SCHEMA,
        'contracts/samples/device-unlock/SubmitProof.v1.json',
        'reference/settings-device-unlock.md',
        'reference/metrics.md',
        'reference/topics.md',
      ]),
    );
  });

  describe('in a folder', () => {
    let docs = '';
    beforeEach(() => {
      docs = mkdtempSync(join(tmpdir(), 'tierline-docs-'));
    });
    afterEach(() => rmSync(docs, { recursive: true }));

    it('are missing at first, each by its name, and all there when they are written', () => {
      expect(write(docs, files)).toHaveLength(Object.keys(files).length);
      expect(drift(docs, files)).toEqual([]);
      expect(readFileSync(join(docs, SCHEMA), 'utf8')).toBe(files[SCHEMA]);
    });

    it('are told by name when one was changed by hand, lost, or is of something that is gone', () => {
      write(docs, files);
      writeFileSync(join(docs, SCHEMA), '{}');
      rmSync(join(docs, 'reference/topics.md'));
      writeFileSync(join(docs, 'reference/old.md'), '');
      expect(drift(docs, files).toSorted()).toEqual([
        `docs/${SCHEMA} is not what the classes say`,
        'docs/reference/old.md is of nothing that there is',
        'docs/reference/topics.md is missing',
      ]);
      write(docs, files);
      expect(drift(docs, files)).toEqual([]);
    });
  });
});
