import { describe, expect, it } from '@jest/globals';
import { deviceUnlockTopics } from '@tierline/contracts';
import type { Instant } from '@tierline/kernel';
import { uuidOf } from '../crypto/digest.js';
import { traceOf } from '../http/trace.js';
import { isUnreceivable, kafkaCommandId, PASSED_OVER, receive, type KafkaDoor } from './receive.js';

const at = '2026-03-01T09:30:00.000Z' as Instant;
const door: KafkaDoor = {
  context: 'device-unlock',
  ingress: deviceUnlockTopics.ingress.stores,
  clock: () => at,
  uuid: uuidOf,
};
const headers = {
  ce_specversion: '1.0',
  ce_id: 'order-1',
  ce_source: '/stores/12',
  ce_type: 'tierline.device-unlock.AnswerCredentials.v1',
  ce_subject: '0f8fad5b-d9cb-469f-a165-70867728950e',
  'content-type': 'application/json',
};
const record = (body: unknown, also: object = {}) => ({
  value: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  headers: { ...headers, ...also },
});
const valid = { credentials: 'unknown' };
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('a record with a command', () => {
  it('is received, and its topic tells whose it is', () => {
    const id = kafkaCommandId(uuidOf, '/stores/12', 'order-1');
    expect(receive(record(valid), door)).toEqual({
      id,
      type: 'AnswerCredentials',
      subject: '0f8fad5b-d9cb-469f-a165-70867728950e',
      data: valid,
      at,
      actor: { id: '/stores/12', role: 'store-system', channel: 'store' },
      envelope: { correlationId: id, traceparent: traceOf(uuidOf, id) },
    });
  });

  it('has the same command id whenever it comes, and another one for another id or source', () => {
    const idOf = (also: object) => {
      const received = receive(record(valid, also), door);
      if (received === PASSED_OVER || isUnreceivable(received)) throw new Error('it was not received');
      return received.id;
    };
    expect(idOf({})).toBe(idOf({ ce_time: '2026-03-01T09:30:00Z' }));
    expect(new Set([idOf({}), idOf({ ce_id: 'order-2' }), idOf({ ce_source: '/stores/13' })]).size).toBe(3);
  });

  it('passes correlation id and trace context on', () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    expect(receive(record(valid, { ce_correlationid: 'case-7', traceparent }), door)).toMatchObject({
      envelope: { correlationId: 'case-7', traceparent },
    });
  });
});

describe('a record without a command', () => {
  it.each([
    ['tombstone', { value: null, headers }],
    ['too-large', record(' '.repeat(256 * 1024 + 1))],
    ['invalid-envelope', { ...record(valid), headers: {} }],
    ['unknown-type', record(valid, { ce_type: 'tierline.device-unlock.AnswerCredentials.v2' })],
    ['unknown-type', record(valid, { ce_type: 'tierline.device-unlock.RecordPurchase.v1' })],
    ['unreadable', record('{')],
    ['unreadable', { value: Buffer.from([0x22, 0xff, 0x22]), headers }],
    ['unreadable', record(nested(17))],
    ['unreadable', record('{"a":1,"a":2}')],
    ['invalid', record('null')],
    ['invalid', record([valid])],
    ['invalid', record('{"credentials":"known","__proto__":{}}')],
    ['invalid', record({ credentials: 'maybe' })],
    ['invalid', record({ ...valid, actor: 'supervisor' })],
  ])('is refused as %s', (reason, unreceivable) => {
    const received = receive(unreceivable, door);
    if (!isUnreceivable(received)) throw new Error('it was received');
    expect(received.reason).toBe(reason);
    expect(received.violations).not.toEqual([]);
  });

  it('says what is wrong, and never which value came', () => {
    const received = receive(record({ credentials: 'hunter2', extra: 'hunter3' }), door);
    expect(received).toMatchObject({ reason: 'invalid', violations: [{ field: 'extra' }, { field: 'credentials' }] });
    expect(JSON.stringify(received)).not.toContain('hunter');
  });

  it('may be as large and as deep as the limits say', () => {
    expect(receive(record(`${' '.repeat(256 * 1024 - 25)}{"credentials":"unknown"}`), door)).toMatchObject({
      data: valid,
    });
    expect(receive(record(nested(16)), door)).toMatchObject({ reason: 'invalid' });
  });

  it('lets through an error that is no fault of the message', () => {
    const clock = () => {
      throw new RangeError('no clock');
    };
    expect(() => receive(record(valid), { ...door, clock })).toThrow('no clock');
  });
});

describe("a record with another context's event", () => {
  const foreign: KafkaDoor = { ...door, ingress: deviceUnlockTopics.ingress['customer-value'] };
  const standing = { customerId: 'c-1', value: 3, attitude: 'good', asOf: at };
  const typed = (ce_type: string) => ({ ce_type });

  it('is received when it is one that the door takes', () => {
    const headersOf = typed('tierline.customer-value.CustomerStandingChanged.v1');
    expect(receive(record(standing, headersOf), foreign)).toMatchObject({
      type: 'CustomerStandingChanged',
      data: standing,
      actor: { role: 'customer-value', channel: 'system' },
    });
  });

  it('is passed over when it is another one of that context, or a later version of one', () => {
    for (const name of ['ComplaintCredited.v1', 'CustomerStandingChanged.v2'])
      expect(receive(record({}, typed(`tierline.customer-value.${name}`)), foreign)).toBe(PASSED_OVER);
  });

  it('is refused when it is of no context that publishes there', () => {
    const own = typed('tierline.device-unlock.CustomerStandingChanged.v1');
    expect(receive(record(standing, own), foreign)).toMatchObject({ reason: 'unknown-type' });
  });
});
