import { describe, expect, it } from '@jest/globals';
import {
  BrokenHistory,
  ContendedStream,
  OutcomeUnknown,
  streamName,
  UnknownPolicy,
  UnregisteredEvent,
} from '@tierline/kernel';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import { InvalidMessage } from '../door/validate.js';
import { verdictOn } from './verdict.js';

const stream = streamName('x.y', '1');

describe('an error of a handler', () => {
  it.each([
    [new InvalidMessage([]), 'invalid'],
    [new DependencyUnavailable('event store'), 'outage'],
    [new OutcomeUnknown(stream), 'outage'],
    [new ContendedStream(stream, 8), 'outage'],
    [new UnknownPolicy({ name: 'p', version: 1, hash: 'h' }), 'outdated'],
    [new UnregisteredEvent('E', 'is unknown', { stream, revision: 3 }), 'outdated'],
    [new UnregisteredEvent('E', 'was about to be stored'), 'bug'],
    [new BrokenHistory(stream, 3, 'revision does not follow'), 'bug'],
    [new TypeError('x is undefined'), 'bug'],
  ])('%s is judged %s', (error, kind) => {
    expect(verdictOn(error).kind).toBe(kind);
  });

  it('that is no error at all is a bug, and keeps what it was', () => {
    expect(verdictOn('no')).toEqual({ kind: 'bug', error: expect.objectContaining({ cause: 'no' }) });
  });
});
