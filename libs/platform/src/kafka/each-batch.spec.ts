import { describe, expect, it } from '@jest/globals';
import type { EachBatchPayload } from 'kafkajs';
import { silentLog } from '../log.js';
import type { Disposition, Observation } from './consumer-port.js';
import { eachBatch } from './each-batch.js';
import { offsetCommits } from './offset-commits.js';
import { seenPositions } from './seen-positions.js';
import { pausedPartitions } from './paused-partitions.js';
import type { ConsumedRecord } from './record.js';
import { slots } from './slots.js';
import { until } from './testing/fixture.js';
import { recordOf } from './testing/records.js';

function given(keys: readonly string[], fake: Partial<EachBatchPayload> = {}, positions: readonly string[] = []) {
  const resolved: string[] = [];
  const calls: string[] = [];
  const seen: Observation[] = [];
  const observe = (observation: Observation) => void seen.push(observation);
  const paused = pausedPartitions(observe, silentLog, 1);
  const draining = new AbortController();
  const messages = keys.map((key, index) => {
    const { key: keyBytes, value, headers: usual } = recordOf(key, String(index));
    const position = positions[index];
    const headers = { ...usual, ...(position !== undefined && { 'tierline-position': position }) };
    return { key: keyBytes, value, headers, offset: String(10 + index), timestamp: '0', attributes: 0 };
  });
  const payload = {
    batch: { topic: 't', partition: 0, messages, offsetLag: () => '7' },
    resolveOffset: (offset: string) => void resolved.push(offset),
    commitOffsetsIfNecessary: async () => void calls.push('commit'),
    uncommittedOffsets: () => ({ topics: [] }),
    heartbeat: async () => void calls.push('heartbeat'),
    pause: () => {
      calls.push('pause');
      return () => void calls.push('resume');
    },
    isRunning: () => true,
    isStale: () => false,
    ...fake,
  } as unknown as EachBatchPayload;
  const commits = offsetCommits(0);
  const run = (handle: (record: ConsumedRecord, signal: AbortSignal) => Promise<Disposition>) =>
    eachBatch(payload, {
      ...{ handle, slot: slots(8), paused, commits, observe, draining: draining.signal, beat: 1 },
      positions: seenPositions(),
    });
  return { run, resolved, calls, seen, paused, draining };
}

describe('a batch of a partition', () => {
  it('is resolved to its last record when all are done', async () => {
    const { run, resolved, calls, seen } = given(['a', 'b', 'c']);
    await run(async () => 'done');
    expect(resolved.at(-1)).toBe('12');
    expect(calls.at(-1)).toBe('commit');
    expect(seen).toMatchObject([
      { kind: 'fetched', topic: 't', partition: 0, records: 3, lag: 7 },
      { kind: 'worked-off', topic: 't', partition: 0, lag: 7 },
    ]);
  });

  it('is resolved up to the first record that has to wait, and its partition is paused and resumed', async () => {
    const { run, resolved, calls, paused } = given(['a', 'b', 'c', 'b']);
    const handled: string[] = [];
    await run(async ({ offset }) => {
      handled.push(offset);
      return offset === '11' ? { wait: 'no store' } : 'done';
    });
    expect(resolved.at(-1)).toBe('10');
    expect(handled).not.toContain('13');
    expect(paused.reasons()).toEqual(['t[0] waits: no store']);
    await until('it is resumed', () => calls.includes('resume'));
    expect(calls.filter((call) => call === 'pause')).toEqual(['pause']);
  });

  it('tells that its partition goes on, once it has', async () => {
    const { run, seen, paused } = given(['a']);
    await run(async () => ({ wait: 'no store' }));
    await run(async () => 'done');
    expect(paused.reasons()).toEqual([]);
    expect(seen.map(({ kind }) => kind)).toEqual(['fetched', 'paused', 'fetched', 'resumed', 'worked-off']);
  });

  it('lets the group hear of it, and saves what is done, while it runs', async () => {
    const { run, calls, resolved } = given(['a', 'b']);
    await run(async ({ offset }) => {
      if (offset === '11') await until('offset 10 is saved', () => resolved.includes('10') && calls.includes('commit'));
      return 'done';
    });
    expect(calls).toContain('heartbeat');
    expect(resolved).toEqual(['10', '11']);
  });

  it('ends what it has begun and saves it, before it tells kafkajs that the group is rebalancing', async () => {
    const rebalancing = Object.assign(new Error('The group is rebalancing'), { type: 'REBALANCE_IN_PROGRESS' });
    const { run, resolved, calls } = given(['a', 'a'], { heartbeat: () => Promise.reject(rebalancing) });
    const handled: string[] = [];
    const work = run(async ({ offset }, signal) => {
      await until('no further attempt may begin', () => signal.aborted);
      handled.push(offset);
      return 'done';
    });
    await expect(work).rejects.toBe(rebalancing);
    expect([handled, resolved, calls]).toEqual([['10'], ['10'], ['commit']]);
  });

  it.each([
    ['the consumer stops', { isRunning: () => false }],
    ['its records were sought away from', { isStale: () => true }],
  ])('is left alone when %s', async (_, fake) => {
    const { run, resolved } = given(['a'], fake);
    await run(() => Promise.reject(new Error('it was handled')));
    expect(resolved).toEqual([]);
  });

  it('passes over what a publisher has published twice, saves it as done, and tells', async () => {
    const { run, resolved, seen } = given(['a', 'b', 'c'], {}, ['5/5', '7/7', '5/5']);
    const handled: string[] = [];
    await run(async ({ offset }) => {
      handled.push(offset);
      return 'done';
    });
    expect([handled, resolved.at(-1)]).toEqual([['10', '11'], '12']);
    expect(seen).toContainEqual({ kind: 'passed-over-again', topic: 't', partition: 0 });
  });

  it('waits for nobody to save its last offset, unless the consumer drains', async () => {
    const saved = Promise.withResolvers<undefined>();
    const { run, resolved } = given(['a'], { commitOffsetsIfNecessary: () => saved.promise });
    await run(async () => 'done');
    expect(resolved).toEqual(['10']);
    let isOver = false;
    const drained = given(['a'], { commitOffsetsIfNecessary: () => saved.promise });
    const over = drained.run(async () => {
      drained.draining.abort();
      return 'done';
    });
    void over.then(() => (isOver = true));
    await until('its offset is resolved', () => drained.resolved.length > 0);
    expect(isOver).toBe(false);
    saved.resolve(undefined);
    await over;
  });

  it('tells kafkajs what the broker answered when an earlier one saved its last offset', async () => {
    const rebalancing = Object.assign(new Error('The group is rebalancing'), { type: 'REBALANCE_IN_PROGRESS' });
    const { run, resolved } = given(['a'], { commitOffsetsIfNecessary: () => Promise.reject(rebalancing) });
    await run(async () => 'done');
    await expect(run(async () => 'done')).rejects.toBe(rebalancing);
    expect(resolved).toEqual(['10', '10']);
  });

  it('pauses nothing while the consumer drains', async () => {
    const { run, calls, draining } = given(['a']);
    await run(async () => {
      draining.abort();
      return { wait: 'the consumer stops' };
    });
    expect(calls).not.toContain('pause');
  });
});
