import { describe, expect, it } from '@jest/globals';
import { checkDeclarations, differences, type TopicDeclaration } from './topic-declaration.js';

const calls: TopicDeclaration = { name: 'calls.v1', partitions: 8, cleanupPolicy: 'delete', retentionMs: 60_000 };

describe('a list of topics', () => {
  it('is taken when every topic can exist', () => {
    expect(() => {
      checkDeclarations([calls, { name: 'state', partitions: 1, cleanupPolicy: 'compact', retentionMs: -1 }]);
    }).not.toThrow();
  });

  it.each([
    ['a name with a space', { ...calls, name: 'my calls' }, '"my calls": name must be'],
    ['a name that is a folder', { ...calls, name: '..' }, '"..": name must be'],
    ['no partition', { ...calls, partitions: 0 }, 'calls.v1: partitions must be'],
    ['half a partition', { ...calls, partitions: 1.5 }, 'calls.v1: partitions must be'],
    ['a retention of nothing', { ...calls, retentionMs: 0 }, 'calls.v1: retentionMs must be'],
    [
      'a removal told for less than nothing',
      { ...calls, deleteRetentionMs: -1 },
      'calls.v1: deleteRetentionMs must be',
    ],
    ['a policy unknown to Kafka', { ...calls, cleanupPolicy: 'keep' as 'delete' }, 'calls.v1: cleanupPolicy must be'],
  ])('is refused for %s, topic and field named', (_, topic, reason) => {
    expect(() => {
      checkDeclarations([topic]);
    }).toThrow(reason);
  });

  it('is refused when it names a topic twice', () => {
    expect(() => {
      checkDeclarations([calls, calls]);
    }).toThrow('calls.v1: name is declared twice');
  });
});

describe('a topic on the broker', () => {
  const settings = new Map([
    ['cleanup.policy', 'delete'],
    ['retention.ms', '60000'],
  ]);

  it('is as declared when partitions and settings agree', () => {
    expect(differences(calls, { partitions: 8, settings })).toEqual([]);
  });

  it('may keep records as long as the broker likes when nothing is declared', () => {
    const undeclared: TopicDeclaration = { name: 'calls.v1', partitions: 8, cleanupPolicy: 'delete' };
    expect(differences(undeclared, { partitions: 8, settings })).toEqual([]);
  });

  it('is told by every field that differs', () => {
    const other = { ...calls, cleanupPolicy: 'compact', retentionMs: -1 } as const;
    expect(differences(other, { partitions: 4, settings })).toEqual([
      'calls.v1 has partitions 4, declared is 8',
      'calls.v1 has cleanup.policy delete, declared is compact',
      'calls.v1 has retention.ms 60000, declared is -1',
    ]);
  });

  it('is told when it stores batches as they were sent, and must not', () => {
    const readable = { ...calls, compression: 'uncompressed' } as const;
    const sent = new Map([...settings, ['compression.type', 'producer']]);
    expect(differences(readable, { partitions: 8, settings: sent })).toEqual([
      'calls.v1 has compression.type producer, declared is uncompressed',
    ]);
    const stored = new Map([...settings, ['compression.type', 'uncompressed']]);
    expect(differences(readable, { partitions: 8, settings: stored })).toEqual([]);
  });

  it('is told when it forgets removals sooner', () => {
    const compacted: TopicDeclaration = {
      name: 'state',
      partitions: 8,
      cleanupPolicy: 'compact',
      deleteRetentionMs: 2,
    };
    const found = new Map([
      ['cleanup.policy', 'compact'],
      ['delete.retention.ms', '1'],
    ]);
    expect(differences(compacted, { partitions: 8, settings: found })).toEqual([
      'state has delete.retention.ms 1, declared is 2',
    ]);
  });

  it('is told to be missing when it is', () => {
    expect(differences(calls, undefined)).toEqual(['calls.v1 does not exist']);
  });
});
