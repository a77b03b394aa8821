import { expect, it } from '@jest/globals';
import { streamNotFoundResponse } from './read-responses.js';
import { streams } from './stubs.js';

it.each(['call-어학연구소', 'x'.repeat(300)])('a read is told which stream there is not: %s', (name) => {
  const answer = streams.ReadResp.deserializeBinary(streamNotFoundResponse(name));
  expect(answer.hasStreamNotFound()).toBe(true);
  const identifier = answer.getStreamNotFound()?.getStreamIdentifier();
  expect(Buffer.from(identifier?.getStreamName_asU8() ?? []).toString()).toBe(name);
});
