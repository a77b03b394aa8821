import { describe, expect, it } from '@jest/globals';
import { putAside } from '../testing/put-aside.js';
import { keyText, missing, saysAnything, select, type Selection } from './select.js';

const nothing: Selection = { ids: [], keys: [], filter: {} };
const behind = putAside('a', 2, { cause: { reason: 'behind' } });
const late = putAside('b', 3, { asideAt: '2026-03-01T10:00:00.000Z' });
const all = [putAside('a', 1), behind, late];
const offsets = (selection: Partial<Selection>) =>
  select(all, { ...nothing, ...selection }).map(({ id }) => Number(id.offset));

describe('what is meant', () => {
  it.each([
    [{}, [1, 2, 3]],
    [{ ids: ['orders/0/2'] }, [2]],
    [{ keys: ['a'] }, [1, 2]],
    [{ keys: ['a'], filter: { reason: 'failed' } }, [1]],
    [{ filter: { error: 'RangeError' } }, [1, 3]],
    [{ filter: { topic: 'others' } }, []],
    [{ filter: { since: Date.parse('2026-03-01T10:00:00.000Z') } }, [3]],
    [{ filter: { since: Date.parse('2026-03-01T10:00:00.001Z') } }, []],
  ])('by %j is %j', (selection, expected) => {
    expect(offsets(selection)).toEqual(expected);
  });

  it('is nothing when nothing is said, so that nobody redrives everything by mistake', () => {
    expect(saysAnything(nothing)).toBe(false);
    expect(saysAnything({ ...nothing, filter: { reason: 'failed' } })).toBe(true);
  });

  it('is told when it is not there', () => {
    expect(missing(all, { ...nothing, ids: ['orders/0/2', 'orders/0/9'] })).toEqual(['orders/0/9']);
  });
});

describe('a key', () => {
  it.each([
    [Buffer.from('request-1'), 'request-1'],
    [null, '-'],
    [Buffer.from([0xff, 0xfe]), 'base64://4='],
    [Buffer.from('\u001b[2J'), 'base64:G1sySg=='],
  ])('is shown as text, or in base64 when it is none or controls a terminal: %j', (key, expected) => {
    expect(keyText(key)).toBe(expected);
  });
});
