import { describe, expect, it } from '@jest/globals';
import { staleness } from './stored-parts.js';

describe('a view', () => {
  it('may be asked as long as it lacks nothing for longer than the bound', () => {
    expect(staleness('requests', 0, 30)).toBeUndefined();
    expect(staleness('requests', 30, 30)).toBeUndefined();
  });

  it('must not be asked when it lacks something for longer, or has never caught up', () => {
    expect(staleness('requests', 31, 30)).toBe('requests is 31 s behind the store');
    expect(staleness('requests', undefined, 30)).toBe('requests has not caught up with the store yet');
  });
});
