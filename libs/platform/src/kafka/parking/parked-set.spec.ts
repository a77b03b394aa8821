import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeEntryKey, entryKey, type EntryKey } from './parked-entry.js';
import { parkedSet, type ParkedSet } from './parked-set.js';

const LANE = 'orders/0/=a';
const keyOf = (offset: number, part = 1, key = 'a'): EntryKey => ({
  id: { topic: 'orders', partition: 0, offset: String(offset) },
  key: Buffer.from(key),
  part,
});
type Written = readonly [key: EntryKey, value: 'bytes' | 'nothing'];
const applied = (...written: readonly Written[]): ParkedSet => {
  const set = parkedSet();
  for (const [offset, [key, value]] of written.entries()) {
    set.apply({
      key: Buffer.from(entryKey(key)),
      value: value === 'bytes' ? Buffer.from('x') : null,
      offset: String(offset),
    });
  }
  return set;
};
const listed = (set: ParkedSet, lane = LANE) => set.list(lane).map(({ id }) => Number(id.offset));

describe('what is parked in a partition', () => {
  it('is listed in the order in which it was sent, whatever the order in which it was parked', () => {
    const set = applied([keyOf(10), 'bytes'], [keyOf(9), 'bytes'], [keyOf(100), 'bytes']);
    expect(listed(set)).toEqual([9, 10, 100]);
  });

  it('is there with its first part, which is written last, and not before', () => {
    expect(applied([keyOf(9, 2), 'bytes']).isParked(LANE)).toBe(false);
    const whole = applied([keyOf(9, 2), 'bytes'], [keyOf(9, 1), 'bytes']);
    expect(whole.list(LANE)[0]?.parts).toEqual([
      { part: 1, offset: 1n },
      { part: 2, offset: 0n },
    ]);
  });

  it('is gone with the first part that is removed, and what is left of it is told', () => {
    const set = applied([keyOf(9, 2), 'bytes'], [keyOf(9, 1), 'bytes'], [keyOf(9, 1), 'nothing']);
    expect([set.isParked(LANE), set.isSettled(keyOf(9).id)]).toEqual([false, true]);
    expect(set.leftovers()).toEqual([keyOf(9, 2)]);
  });

  it('stays gone when a replica that was asleep parks it late, which leaves something to remove', () => {
    const set = applied([keyOf(9), 'bytes'], [keyOf(9), 'nothing'], [keyOf(9), 'bytes']);
    expect([set.isParked(LANE), set.leftovers()]).toEqual([false, [keyOf(9)]]);
  });

  it('keeps keys apart, and records without a key from those with an empty one', () => {
    const none = { ...keyOf(1), key: null };
    const set = applied([none, 'bytes'], [keyOf(2, 1, ''), 'bytes'], [keyOf(3, 1, 'b'), 'bytes']);
    expect(listed(set, 'orders/0/')).toEqual([1]);
    expect(listed(set, 'orders/0/=')).toEqual([2]);
    expect(listed(set, 'orders/0/=b')).toEqual([3]);
    expect(set.lanes()).toHaveLength(3);
  });

  it('is the same when records of it are read again', () => {
    const written = fc.array(
      fc
        .tuple(fc.nat(5), fc.constantFrom(1, 2), fc.constantFrom('bytes', 'nothing'))
        .map(([offset, part, value]): Written => [keyOf(offset, part), value]),
    );
    fc.assert(
      fc.property(written, (records) => {
        const once = applied(...records);
        const again = applied(...records);
        for (const [offset, [key, value]] of records.entries()) {
          const bytes = value === 'bytes' ? Buffer.from('x') : null;
          again.apply({ key: Buffer.from(entryKey(key)), value: bytes, offset: String(offset) });
        }
        expect(listed(again)).toEqual(listed(once));
      }),
    );
  });
});

describe('the key of a parked entry', () => {
  it('is read as it was written, whatever bytes the key of the command has', () => {
    const bytes = fc.uint8Array({ maxLength: 40 }).map((values) => Buffer.from(values));
    fc.assert(
      fc.property(fc.option(bytes), fc.nat(), (key, offset) => {
        const written: EntryKey = { ...keyOf(offset), key };
        expect(decodeEntryKey(Buffer.from(entryKey(written)))).toEqual(written);
      }),
    );
  });

  it.each(['', '{}', '["orders",0]', '["orders",0,"x",null,1]', '["orders","0","1",null,1]'])(
    'is refused when it is none of ours: %j',
    (text) => {
      expect(() => decodeEntryKey(Buffer.from(text))).toThrow();
    },
  );
});
