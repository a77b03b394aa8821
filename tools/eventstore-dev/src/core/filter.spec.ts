import { describe, expect, it } from '@jest/globals';
import { createFilter } from './filter.js';

describe('a filter', () => {
  it('takes a stream whose name has one of the prefixes', () => {
    const wanted = createFilter({ on: 'stream', prefixes: ['call-', 'case-'], regex: '' });
    expect(wanted('case-1', 'call-x')).toBe(true);
    expect(wanted('a-case-1', 'call-x')).toBe(false);
  });
  it('takes a type that has one of the prefixes, whatever the stream is called', () => {
    const wanted = createFilter({ on: 'type', prefixes: ['Call'], regex: '' });
    expect(wanted('x', 'CallQueued')).toBe(true);
    expect(wanted('CallQueued', 'x')).toBe(false);
  });
  it('takes what matches the regex, which wins over prefixes', () => {
    const wanted = createFilter({ on: 'type', prefixes: ['$'], regex: '^[^\\$].*' });
    expect(wanted('s', 'CallQueued')).toBe(true);
    expect(wanted('s', '$metadata')).toBe(false);
  });
  it('takes nothing without prefixes and regex', () => {
    expect(createFilter({ on: 'stream', prefixes: [], regex: '' })('s', 't')).toBe(false);
  });
  it('does not come about from a malformed regex', () => {
    expect(() => createFilter({ on: 'stream', prefixes: [], regex: '(' })).toThrow(SyntaxError);
  });
});
