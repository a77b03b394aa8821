import { describe, expect, it } from '@jest/globals';
import { bindingIds } from './bound-ids.js';
import { streamName } from './ids.js';
import { OutcomeUnknown, type EventStore } from './ports.js';
import { command, envelope, later, replica, stream, typesIn } from './testing/doors.js';
import { memoryStore } from './testing/index.js';
import { weakDigest } from './testing/weak-digest.js';

const another = streamName('spec.door', 'd2');
/** A replica that finds the stream in what a command says. */
const binding = (store: EventStore) => bindingIds(replica(store), { store, digest: weakDigest });

describe('a command id whose stream follows from the content of the command', () => {
  it('is told to be used when it comes again for another stream, at every replica', async () => {
    const store = memoryStore();
    await binding(store)(stream, command('Build', 'c1'), envelope);
    for (const each of [binding(store), binding(store)]) {
      expect(await each(another, command('Build', 'c1', 'd2'), envelope)).toEqual({ outcome: 'command-id-reused' });
    }
    expect(await store.read(another)).toEqual([]);
  });

  it('gets the stored answer when it comes again for the same stream', async () => {
    const store = memoryStore();
    const first = await binding(store)(stream, command('Build', 'c1'), envelope);
    const again = await binding(store)(stream, later(command('Build', 'c1')), envelope);
    expect(again).toEqual({ ...first, repeated: true });
    expect(await typesIn(store)).toEqual(['Built']);
  });

  it('is told to be used when it comes again for the same stream with other content', async () => {
    const store = memoryStore();
    await binding(store)(stream, command('Build', 'c1'), envelope);
    expect(await binding(store)(stream, command('Open', 'c1'), envelope)).toEqual({ outcome: 'command-id-reused' });
  });

  it('is nobody else’s business: another id may be used for either stream', async () => {
    const store = memoryStore();
    await binding(store)(stream, command('Build', 'c1'), envelope);
    expect(await binding(store)(another, command('Build', 'c2', 'd2'), envelope)).toMatchObject({
      outcome: 'accepted',
    });
  });

  it('belongs to one stream when replicas get it for two at once', async () => {
    const store = memoryStore();
    const answers = await Promise.all([
      binding(store)(stream, command('Build', 'c1'), envelope),
      binding(store)(another, command('Build', 'c1', 'd2'), envelope),
    ]);
    expect(answers.map(({ outcome }) => outcome)).toEqual(['accepted', 'command-id-reused']);
  });

  it('is executed when it comes again after the replica that had bound it was gone', async () => {
    const store = memoryStore();
    const gone: EventStore = {
      ...store,
      append: async (name, ...append) => {
        if (name === stream) throw new OutcomeUnknown(name);
        return store.append(name, ...append);
      },
    };
    await expect(binding(gone)(stream, command('Build', 'c1'), envelope)).rejects.toThrow(OutcomeUnknown);
    expect(await binding(store)(stream, command('Build', 'c1'), envelope)).toMatchObject({ outcome: 'accepted' });
  });
});
