import { describe, expect, it } from '@jest/globals';
import type { EventMetadata } from './event-metadata.js';
import { UnknownPolicy } from './policy.js';
import type { StoredEvent } from './ports.js';
import { isEqualJson } from './json.js';
import { replayStream } from './replay.js';
import { command, doorDecider, envelope, policies, replica, stream } from './testing/doors.js';
import { memoryStore } from './testing/index.js';

/** A stream with a yes, a no and a command without effect. */
async function history() {
  const store = memoryStore();
  const execute = replica(store);
  for (const [type, id] of [
    ['Build', 'c1'],
    ['Build', 'c2'],
    ['Open', 'c3'],
    ['Open', 'c4'],
  ] as const) {
    await execute(stream, command(type, id), envelope);
  }
  return (await store.read(stream)) as StoredEvent<EventMetadata>[];
}

describe('a replay', () => {
  it('decides yes, no and no effect as they were decided', async () => {
    expect(replayStream(doorDecider, policies, await history())).toEqual({
      state: 'open',
      commands: 4,
      fault: undefined,
    });
  });

  it('names the first decision that comes out otherwise', async () => {
    const changed = { ...doorDecider, decide: () => [] };
    expect(replayStream(changed, policies, await history())).toMatchObject({
      commands: 1,
      fault: { stream, revision: 0, command: 'Build', decided: [{ type: 'CommandHadNoEffect' }] },
    });
  });

  it('names a stored refusal that would be none today', async () => {
    const lenient: typeof doorDecider = {
      ...doorDecider,
      decide: (each, state, policy) =>
        each.type === 'Build' ? [{ type: 'Built', data: each.data }] : doorDecider.decide(each, state, policy),
    };
    expect(replayStream(lenient, policies, await history()).fault).toMatchObject({ revision: 1, command: 'Build' });
  });

  it('refuses to decide under a policy that is not there', async () => {
    const [first, ...rest] = await history();
    if (!first) throw new Error('the history is empty');
    const policy = { ...first.metadata.policy, hash: 'other' };
    const events = [{ ...first, metadata: { ...first.metadata, policy } }, ...rest];
    expect(() => replayStream(doorDecider, policies, events)).toThrow(UnknownPolicy);
  });
});

describe('equality of JSON', () => {
  it.each([
    [{ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: 1, b: 2 }, { a: 1, c: 2 }, false],
    [[1, 2], [2, 1], false],
    [[], {}, false],
    [null, {}, false],
    ['1', 1, false],
  ])('%j and %j: %s', (one, other, isEqual) => {
    expect(isEqualJson(one, other)).toBe(isEqual);
    expect(isEqualJson(other, one)).toBe(isEqual);
  });
});
