import { describe, expect, it } from '@jest/globals';
import { decodeCloudEvent, encodeCloudEvent, textHeaders } from './cloud-events.js';

const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const headers = {
  ce_specversion: '1.0',
  ce_id: 'order-1',
  ce_source: '/stores/12',
  ce_type: 'tierline.device-unlock.SubmitProof.v1',
  ce_subject: '0f8fad5b-d9cb-469f-a165-70867728950e',
  'content-type': 'application/json',
};
const event = {
  id: 'order-1',
  source: '/stores/12',
  type: 'tierline.device-unlock.SubmitProof.v1',
  subject: '0f8fad5b-d9cb-469f-a165-70867728950e',
};

describe('the headers of a CloudEvent', () => {
  it('are read with the mandatory attributes alone', () => {
    expect(decodeCloudEvent(headers)).toEqual(event);
  });

  it('are read from bytes, as Kafka delivers them', () => {
    const bytes = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Buffer.from(value)]));
    expect(decodeCloudEvent(bytes)).toEqual(event);
  });

  it('keep an id that looks like a number a text', () => {
    expect(decodeCloudEvent({ ...headers, ce_id: '0012' })).toMatchObject({ id: '0012' });
  });

  it('say what was encoded, with every extension', () => {
    const whole = { ...event, time: '2026-03-01T09:30:00.000Z', traceparent, correlationId: 'case-7' };
    expect(decodeCloudEvent(encodeCloudEvent(whole))).toEqual(whole);
    expect(decodeCloudEvent(encodeCloudEvent(event))).toEqual(event);
  });

  it('take the trace context from the header of CloudEvents or of W3C', () => {
    expect(decodeCloudEvent({ ...headers, ce_traceparent: traceparent })).toMatchObject({ traceparent });
    expect(decodeCloudEvent({ ...headers, traceparent })).toMatchObject({ traceparent });
  });

  it('lose a trace context that is none, and nothing else', () => {
    expect(decodeCloudEvent({ ...headers, traceparent: '00-0-0-00' })).toEqual(event);
  });

  it('tell every violation at once, without values', () => {
    expect(decodeCloudEvent({})).toMatchObject(
      ['ce_specversion', 'ce_id', 'ce_source', 'ce_type', 'ce_subject', 'content-type'].map((field) => ({
        field,
        constraint: 'header',
        received: 'nothing',
      })),
    );
  });

  it.each([
    ['ce_specversion', '0.3'],
    ['ce_id', ''],
    ['ce_id', 'with space'],
    ['ce_id', 'x'.repeat(129)],
    ['ce_source', 'tab\t'],
    ['ce_type', 'ä'],
    ['ce_subject', 'x'.repeat(65)],
    ['ce_subject', 'a/b'],
    ['ce_subject', '0F8FAD5B-D9CB-469F-A165-70867728950E'],
    ['content-type', 'text/plain'],
    ['ce_time', 'yesterday'],
    ['ce_time', '2026-13-01T00:00:00Z'],
    ['ce_correlationid', 'a b'],
  ])('are refused when %s is %j', (field, value) => {
    expect(decodeCloudEvent({ ...headers, [field]: value })).toMatchObject([{ field, received: 'string' }]);
  });

  it('are refused when one came twice, or is not UTF-8', () => {
    expect(decodeCloudEvent({ ...headers, ce_id: ['a', 'b'] })).toMatchObject([{ field: 'ce_id' }]);
    expect(decodeCloudEvent({ ...headers, ce_id: Buffer.from([0xff]) })).toMatchObject([{ field: 'ce_id' }]);
  });
});

describe('text headers', () => {
  it('leave out what is no single text', () => {
    expect(textHeaders({ a: Buffer.from('ä'), b: [Buffer.from('x')], c: Buffer.from([0xc3]), d: undefined })).toEqual({
      a: 'ä',
    });
  });
});
