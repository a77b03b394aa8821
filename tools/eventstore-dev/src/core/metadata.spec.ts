import { describe, expect, it } from '@jest/globals';
import { isSoftDeleted, metastreamOf, ownerOf, parseMetadata, revivedMetadata, SOFT_DELETE } from './metadata.js';

const parse = (json: string) => parseMetadata(Buffer.from(json));

describe('stream metadata', () => {
  it('is read from the JSON of a $metadata event', () => {
    const json = '{"$maxCount":2,"$maxAge":3,"$tb":4,"$acl":{"$r":"one","$w":["two","$all"]},"own":1}';
    expect(parse(json)).toEqual({
      ...{ maxCount: 2, maxAge: 3, truncateBefore: 4 },
      acl: { $r: ['one'], $w: ['two', '$all'] },
    });
  });
  it.each(['', 'no json', '[]', 'null', '{"$maxCount":"2","$maxAge":-1,"$tb":1.5,"$acl":[]}', '{"$maxCount":0}'])(
    'restricts nothing when it says %j',
    (json) => {
      expect(parse(json)).toEqual({});
    },
  );
  it('means a soft delete when it truncates before the largest revision', () => {
    expect(isSoftDeleted(parse(SOFT_DELETE))).toBe(true);
  });
  it('means no soft delete when it truncates before any other', () => {
    expect(isSoftDeleted(parse(`{"$tb":${Number.MAX_SAFE_INTEGER}}`))).toBe(false);
    expect(isSoftDeleted(parse('{}'))).toBe(false);
  });
  it('keeps all else when the stream is revived', () => {
    const revived = revivedMetadata(Buffer.from('{"$tb":9223372036854775807,"$maxCount":7,"own":[1]}'), 5);
    expect(JSON.parse(revived.toString())).toEqual({ $tb: 5, $maxCount: 7, own: [1] });
  });
});

describe('a metastream', () => {
  it('is named after its owner', () => {
    expect(metastreamOf('a')).toBe('$$a');
    expect(ownerOf('$$a')).toBe('a');
    expect(ownerOf('$$$settings')).toBe('$settings');
  });
  it('is not every system stream', () => {
    expect(ownerOf('$settings')).toBeUndefined();
  });
});
