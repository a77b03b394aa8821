import { describe, expect, it } from '@jest/globals';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { empty, shared, streams } from '../proto/stubs.js';
import { decodeBatchRequest } from './batch-request.js';

const ID = '0b7a9c1e-2f0d-4a52-9c66-6d2d3f1f7a11';
const text = (id: string) => new shared.UUID().setString(id);
const halves = (most: string, least: string) => {
  const structured = new shared.UUID.Structured();
  structured.setMostSignificantBits(most);
  structured.setLeastSignificantBits(least);
  return new shared.UUID().setStructured(structured);
};
const proposed = (data: Uint8Array) => {
  const message = new streams.BatchAppendReq.ProposedMessage();
  message.setId(text(ID));
  message.getMetadataMap().set('type', 'CallQueued').set('content-type', 'application/json').set('other', 'x');
  message.setCustomMetadata(Buffer.from('{"a":1}'));
  message.setData(data);
  return message;
};
const options = () => {
  const made = new streams.BatchAppendReq.Options();
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from('call-어학연구소'));
  made.setStreamIdentifier(identifier);
  return made;
};
const decoded = (request: InstanceType<typeof streams.BatchAppendReq>) =>
  decodeBatchRequest(Buffer.from(request.serializeBinary()));
const decodedOptions = (made: ReturnType<typeof options>) =>
  decoded(new streams.BatchAppendReq().setOptions(made)).options;

describe('a chunk of a batch', () => {
  it('is read as the client writes it', () => {
    const request = new streams.BatchAppendReq();
    request.setCorrelationId(text(ID));
    request.setOptions(options().setNoStream(new empty.Empty()));
    request.setProposedMessagesList([proposed(Buffer.from('{"n":1}')), proposed(Buffer.alloc(300_000, 7))]);
    request.setIsFinal(true);
    const event = { id: ID, type: 'CallQueued', contentType: 'application/json', metadata: Buffer.from('{"a":1}') };
    expect(decoded(request)).toEqual({
      correlationId: ID,
      options: { stream: 'call-어학연구소', expected: { kind: 'no_stream' }, deadline: undefined },
      proposed: [
        { ...event, data: Buffer.from('{"n":1}') },
        { ...event, data: Buffer.alloc(300_000, 7) },
      ],
      isFinal: true,
    });
  });
  it('may lack everything, which is not its reader’s to judge', () => {
    expect(decoded(new streams.BatchAppendReq())).toEqual({
      ...{ correlationId: '', options: undefined, proposed: [], isFinal: false },
    });
  });
  it.each([
    ['any', options().setAny(new empty.Empty()), { kind: 'any' }],
    ['an existing stream', options().setStreamExists(new empty.Empty()), { kind: 'stream_exists' }],
    ['revision 0', options().setStreamPosition('0'), { kind: 'revision', revision: 0n }],
    [
      '2^64 - 1 exactly',
      options().setStreamPosition(String(2n ** 64n - 1n)),
      { kind: 'revision', revision: 2n ** 64n - 1n },
    ],
    ['nothing', options(), undefined],
  ])('can expect %s', (_name, made, expected) => {
    expect(decodedOptions(made)?.expected).toEqual(expected);
  });
  it.each([1_780_000_000_123, 0, -1_500])('can have %d ms since 1970 for its deadline', (instant) => {
    const deadline = timestamp.Timestamp.fromDate(new Date(instant));
    expect(decodedOptions(options().setDeadline(deadline))?.deadline).toBe(deadline.toDate().getTime());
  });
  it('can carry ids as two halves of their bits', () => {
    const request = new streams.BatchAppendReq().setCorrelationId(halves('827145135028259410', '-7176928915068323311'));
    expect(decoded(request).correlationId).toBe(ID);
  });
  it('is refused when its bytes end early', () => {
    const bytes = Buffer.from(
      new streams.BatchAppendReq().addProposedMessages(proposed(Buffer.alloc(9))).serializeBinary(),
    );
    expect(() => decodeBatchRequest(bytes.subarray(0, -1))).toThrow(RangeError);
  });
});
