import { describe, expect, it } from '@jest/globals';
import { uuidOf } from '../crypto/digest.js';
import { continuedTrace, newTrace, parseTraceparent, traceOf } from './trace.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';

describe('a traceparent', () => {
  it('is passed on as it came', () => {
    expect(parseTraceparent(`00-${TRACE}-${PARENT}-01`)).toEqual({
      traceId: TRACE,
      traceparent: `00-${TRACE}-${PARENT}-01`,
    });
    expect(parseTraceparent(`00-${TRACE}-${PARENT}-00`)?.traceparent).toBe(`00-${TRACE}-${PARENT}-00`);
  });

  it('of a later version is passed on in ours, with the one flag that we know', () => {
    expect(parseTraceparent(`cc-${TRACE}-${PARENT}-03-what-the-future-brings`)?.traceparent).toBe(
      `00-${TRACE}-${PARENT}-01`,
    );
  });

  it.each([
    undefined,
    '',
    `ff-${TRACE}-${PARENT}-01`,
    `00-${TRACE.toUpperCase()}-${PARENT}-01`,
    `00-${'0'.repeat(32)}-${PARENT}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE}-${PARENT}-1`,
    `00-${TRACE}-${PARENT}-01-more`,
    `01-${TRACE}-${PARENT}-01more`,
    `00-${TRACE}-${PARENT}`,
    ` 00-${TRACE}-${PARENT}-01`,
  ])('is ignored when it is %j', (text) => {
    expect(parseTraceparent(text)).toBeUndefined();
  });

  it('that we begin is right, and of a trace of its own', () => {
    const [one, other] = [newTrace(), newTrace()];
    expect(parseTraceparent(one.traceparent)).toEqual(one);
    expect(one.traceId).not.toBe(other.traceId);
  });

  it('that is derived from an id is right, and the same whenever that id comes', () => {
    const trace = traceOf(uuidOf, 'command-1');
    expect(parseTraceparent(trace)?.traceparent).toBe(trace);
    expect(traceOf(uuidOf, 'command-1')).toBe(trace);
    expect(traceOf(uuidOf, 'command-2')).not.toBe(trace);
  });

  it('goes on with a span of its own for whatever is sent, which is the same when it is sent again', () => {
    const given = `00-${TRACE}-${PARENT}-01`;
    const [sent, again, other] = ['event-1', 'event-1', 'event-2'].map((id) => continuedTrace(uuidOf, given, id));
    expect(sent).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-01$`));
    expect(parseTraceparent(sent)?.traceparent).toBe(sent);
    expect(again).toBe(sent);
    expect(new Set([given, sent, other]).size).toBe(3);
  });

  it('is not passed on when it is none', () => {
    expect(continuedTrace(uuidOf, 'nonsense', 'event-1')).toBeUndefined();
  });
});
