import { describe, expect, it } from '@jest/globals';
import { deadLetterRecords, type DeadLetter } from './dead-letters.js';

const record = {
  topic: 'orders',
  partition: 3,
  offset: '42',
  key: Buffer.from('k'),
  value: Buffer.from('{'),
  headers: { ce_id: Buffer.from('order-1') },
  timestamp: Date.UTC(2026, 2, 1),
};
const letter: DeadLetter = { record, reason: 'unreadable' };
const plain = (bytes: Buffer): Buffer => bytes;

describe('a dead letter', () => {
  it('keeps key, bytes and headers, and says where it came from and why it is here', async () => {
    expect(await deadLetterRecords(letter, plain)).toEqual([
      {
        key: record.key,
        value: record.value,
        headers: {
          ce_id: Buffer.from('order-1'),
          'tierline-reason': 'unreadable',
          'tierline-topic': 'orders',
          'tierline-partition': '3',
          'tierline-offset': '42',
          'tierline-written-at': '2026-03-01T00:00:00.000Z',
          'tierline-part': '1/1',
        },
      },
    ]);
  });

  it('tells the violations and the error, when there are any', async () => {
    const violations = [{ field: 'a', constraint: 'isInt', message: 'a must be a number', received: 'string' }];
    const [message] = await deadLetterRecords({ ...letter, violations, error: 'RangeError' }, plain);
    expect(message?.headers).toMatchObject({
      'tierline-violations': JSON.stringify(violations),
      'tierline-error': 'RangeError',
    });
  });

  it('has its bytes sealed', async () => {
    const seal = async (bytes: Buffer): Promise<Buffer> => Buffer.from(bytes.toString('hex'));
    const [message] = await deadLetterRecords(letter, seal);
    expect(String(message?.value)).toBe('7b');
  });

  it('stays without bytes when it is a tombstone', async () => {
    const [message] = await deadLetterRecords({ ...letter, record: { ...record, value: null } }, plain);
    expect(message?.value).toBeNull();
  });

  it('is divided when it is so large that no broker would take it again with more headers', async () => {
    const value = Buffer.from(Array.from({ length: 1_048_576 + 5 }, (_, index) => index % 251));
    const messages = await deadLetterRecords({ ...letter, record: { ...record, value } }, plain);
    expect(messages.map(({ headers }) => headers?.['tierline-part'])).toEqual(['1/3', '2/3', '3/3']);
    expect(Buffer.concat(messages.map((each) => each.value as Buffer)).equals(value)).toBe(true);
  });
});
