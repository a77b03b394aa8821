import { beforeEach, describe, expect, it } from '@jest/globals';
import { executor, noFacts } from './executor.js';
import { streamName, type CommandId } from './ids.js';
import { personalDataDecider } from './personal-data.js';
import type { EventStore } from './ports.js';
import { command, envelope, later, policies, registry, replica, stream, typesIn } from './testing/doors.js';
import { memoryStore, someCircumstances } from './testing/index.js';
import { weakDigest } from './testing/weak-digest.js';

const [TOKEN, NEW_TOKEN] = ['token-of-then', 'token-of-now'];
const covered = (subject: string, text: string) => ({ ...envelope, covered: [{ subject, text }] });

async function forget(store: EventStore, subject: string): Promise<void> {
  const execute = executor({
    ...{ store, registry, policies, digest: weakDigest, build: 'b1' },
    decider: personalDataDecider,
    creates: ['ForgetSubject'],
    gather: noFacts,
  });
  const wish = { ...someCircumstances, id: `forget-${subject}` as CommandId, type: 'ForgetSubject' as const };
  await execute(streamName('spec.personal_data', subject), { ...wish, data: { subject } }, envelope);
}

describe('a command that comes again after somebody was forgotten', () => {
  let store: ReturnType<typeof memoryStore>;
  beforeEach(async () => {
    store = memoryStore();
    await replica(store)(stream, command('Build', 'c1', TOKEN), covered('customer-1', TOKEN));
    await forget(store, 'customer-1');
  });

  it('gets the stored answer, whatever stands for their values now, from the cache and from the store', async () => {
    const again = later(command('Build', 'c1', NEW_TOKEN));
    const warm = replica(store);
    for (const execute of [warm, warm, replica(store)]) {
      expect(await execute(stream, again, covered('customer-1', NEW_TOKEN))).toMatchObject({
        ...{ outcome: 'accepted', revision: 0, repeated: true },
      });
    }
    expect(await typesIn(store)).toEqual(['Built']);
  });

  it.each([
    ['a value that is nobody’s is another one', command('Build', 'c1', 'd2'), envelope],
    ['a value of somebody else is another one', command('Build', 'c1', NEW_TOKEN), covered('customer-2', NEW_TOKEN)],
    ['the value is not where theirs stands', command('Build', 'c1', 'd2'), covered('customer-1', NEW_TOKEN)],
    ['it wants something else', command('Shut', 'c1', NEW_TOKEN), covered('customer-1', NEW_TOKEN)],
    [
      'somebody else sends it',
      { ...command('Build', 'c1', NEW_TOKEN), actor: { ...someCircumstances.actor, id: 'agent-bo' } },
      covered('customer-1', NEW_TOKEN),
    ],
  ])('is told that its id was used before when %s', async (_, other, from) => {
    expect(await replica(store)(stream, other, from)).toEqual({ outcome: 'command-id-reused' });
  });

  it('leaves the values of whoever was not forgotten comparable', async () => {
    const another = memoryStore();
    await replica(another)(stream, command('Build', 'c1', TOKEN), covered('customer-1', TOKEN));
    await forget(another, 'customer-2');
    const again = command('Build', 'c1', NEW_TOKEN);
    expect(await replica(another)(stream, again, covered('customer-1', NEW_TOKEN))).toEqual({
      outcome: 'command-id-reused',
    });
  });
});
