import { describe, expect, it } from '@jest/globals';
import { decodeRecordedEvent, encodeRecordedEvent, TOMBSTONE_REVISION, type RecordedEvent } from './recorded-event.js';
import { streams } from './stubs.js';

const event = (changes: Partial<RecordedEvent> = {}): RecordedEvent => ({
  id: '0b7a9c1e-2f0d-4a52-9c66-6d2d3f1f7a11',
  stream: 'call-어학연구소',
  revision: 300,
  position: 2 ** 40 + 5,
  type: 'CallQueued',
  contentType: 'application/json',
  created: 1_780_000_000_123,
  metadata: Buffer.from('{"$causationId":"x"}'),
  data: Buffer.from('{"n":1}'),
  ...changes,
});

describe('a stored event', () => {
  it.each([
    ['with everything', event()],
    ['without data and metadata', event({ data: Buffer.alloc(0), metadata: Buffer.alloc(0) })],
    ['at revision 0', event({ revision: 0 })],
    ['with 300 kB of data', event({ data: Buffer.alloc(300_000, 7) })],
  ])('%s is read as it was written', (_name, original) => {
    expect(decodeRecordedEvent(encodeRecordedEvent(original))).toEqual(original);
  });
  it('is what the protocol calls a recorded event', () => {
    const decoded = streams.ReadResp.ReadEvent.RecordedEvent.deserializeBinary(encodeRecordedEvent(event()));
    expect(decoded.getId()?.getString()).toBe(event().id);
    expect(Buffer.from(decoded.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString()).toBe(event().stream);
    expect(decoded.getStreamRevision()).toBe('300');
    expect(decoded.getCommitPosition()).toBe(String(2 ** 40 + 5));
    expect(decoded.getPreparePosition()).toBe(decoded.getCommitPosition());
    expect(decoded.getMetadataMap().get('type')).toBe('CallQueued');
    expect(decoded.getMetadataMap().get('content-type')).toBe('application/json');
    expect(decoded.getMetadataMap().get('created')).toBe('17800000001230000');
    expect(Buffer.from(decoded.getData_asU8()).toString()).toBe('{"n":1}');
    expect(Buffer.from(decoded.getCustomMetadata_asU8()).toString()).toBe('{"$causationId":"x"}');
  });
  it('carries the tombstone revision exactly', () => {
    const bytes = encodeRecordedEvent(event({ revision: TOMBSTONE_REVISION }));
    const decoded = streams.ReadResp.ReadEvent.RecordedEvent.deserializeBinary(bytes);
    expect(decoded.getStreamRevision()).toBe('9223372036854775807');
    expect(decodeRecordedEvent(bytes).revision).toBe(2 ** 63);
  });
  it('is refused when its bytes end early', () => {
    const bytes = encodeRecordedEvent(event());
    expect(() => decodeRecordedEvent(bytes, 0, bytes.length - 1)).toThrow(RangeError);
  });
});
