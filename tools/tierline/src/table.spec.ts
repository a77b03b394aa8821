import { describe, expect, it } from '@jest/globals';
import { printable, table } from './table.js';

describe('a table', () => {
  it('has columns as wide as their widest cell', () => {
    expect(table(['A', 'LONG'], [['wide', 'x']])).toBe('A     LONG\nwide  x');
  });

  it('lets no cell control the terminal', () => {
    expect(table(['A'], [['\u001b[31mred\n']])).toBe('A\n\\u{1b}[31mred\\u{a}');
    expect(printable('a\u202eb')).toBe('a\\u{202e}b');
    expect(printable('ordinary – text')).toBe('ordinary – text');
  });
});
