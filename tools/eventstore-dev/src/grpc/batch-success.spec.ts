import { describe, expect, it } from '@jest/globals';
import type { Expected } from '../core/expected.js';
import { streams } from '../proto/stubs.js';
import { encodeBatchSuccess } from './batch-success.js';

const ID = '0b7a9c1e-2f0d-4a52-9c66-6d2d3f1f7a11';
const REVISION: Expected = { kind: 'revision', revision: 300n };
const told = (stream: string, expected: Expected, revision: number | undefined, position: number | undefined) =>
  streams.BatchAppendResp.deserializeBinary(
    encodeBatchSuccess(ID, stream, expected, { kind: 'done', revision, position }),
  );

describe('the answer to an append that was done', () => {
  it('says where the events are, and of which append and stream it tells', () => {
    const answer = told('call-어학연구소', REVISION, 301, 2 ** 40 + 5);
    expect(answer.getCorrelationId()?.getString()).toBe(ID);
    expect(Buffer.from(answer.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString()).toBe('call-어학연구소');
    expect(answer.getStreamPosition()).toBe('300');
    expect(answer.getSuccess()?.getCurrentRevision()).toBe('301');
    const position = answer.getSuccess()?.getPosition();
    expect(position?.getCommitPosition()).toBe(String(2 ** 40 + 5));
    expect(position?.getPreparePosition()).toBe(position?.getCommitPosition());
  });
  it('says so when nothing was written, and when there is no stream', () => {
    const success = told('s', REVISION, undefined, undefined).getSuccess();
    expect([success?.hasNoStream(), success?.hasCurrentRevision()]).toEqual([true, false]);
    expect([success?.hasNoPosition(), success?.hasPosition()]).toEqual([true, false]);
  });
  it('tells revision 0 from none', () => {
    expect(told('s', REVISION, 0, 20).getSuccess()?.hasCurrentRevision()).toBe(true);
  });
  it.each([
    ['no_stream', 'NO_STREAM'],
    ['any', 'ANY'],
    ['stream_exists', 'STREAM_EXISTS'],
  ] as const)('repeats that %s was expected', (kind, name) => {
    const { ExpectedStreamPositionCase } = streams.BatchAppendResp;
    expect(told('s', { kind }, 1, 20).getExpectedStreamPositionCase()).toBe(ExpectedStreamPositionCase[name]);
  });
});
