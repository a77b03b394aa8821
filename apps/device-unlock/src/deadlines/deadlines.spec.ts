import { describe, expect, it } from '@jest/globals';
import { CARRIER_UNLOCK_REQUEST, RETAILER_ENQUIRY } from '@tierline/device-unlock';
import type { EventMetadata, Instant, StoredEvent } from '@tierline/kernel';
import { DependencyUnavailable, digest } from '@tierline/platform';
import { foldedView } from '@tierline/platform/testing';
import { reportMissedDeadlines, watchDeadlines } from './deadlines.js';
import { account, awaitingProof, receipt, service, subject, typesIn, wish } from '../testing/service.js';
import { deadlinesView } from '../views/deadlines.view.js';

const DUE = '2026-03-05T05:00:00.000Z';
const clockAt = (at: string) => () => at as Instant;
const AFTER = '2026-03-05T05:00:00.001Z';

const viewOf = ({ store }: ReturnType<typeof service>) => foldedView(store, deadlinesView);
const report = (found: ReturnType<typeof service>, at: string) =>
  reportMissedDeadlines(viewOf(found), found.all, digest, clockAt(at));

describe('the deadline of a carrier unlock', () => {
  it('DU-11: is missed once two business days are over, and not a moment before', async () => {
    const found = service();
    await found.request('RequestCarrierUnlock', wish);
    expect(await report(found, DUE)).toEqual([]);
    expect(await report(found, AFTER)).toMatchObject([{ outcome: 'accepted' }]);
    expect((await typesIn(found.store, CARRIER_UNLOCK_REQUEST, subject)).at(-1)).toBe('DeadlineMissed');
  });

  it('DU-11: is missed once, by several replicas and by one that slept over it for a month', async () => {
    const found = service();
    await found.request('RequestCarrierUnlock', wish);
    expect(
      await Promise.all([report(found, '2026-04-05T05:00:00.000Z'), report(found, '2026-04-05T05:00:01.000Z')]),
    ).toMatchObject([[{ outcome: 'accepted', repeated: false }], [{ outcome: 'accepted', repeated: true }]]);
    const types = await typesIn(found.store, CARRIER_UNLOCK_REQUEST, subject);
    expect(types.filter((type) => type === 'DeadlineMissed')).toHaveLength(1);
    expect(await report(found, '2026-05-05T05:00:00.000Z')).toEqual([]);
  });

  it('DU-11: is met by an answer', async () => {
    const found = service();
    await found.tell('RecordAccountStanding', account);
    await found.request('RequestCarrierUnlock', wish);
    expect(await report(found, AFTER)).toEqual([]);
  });

  it('DU-11: is missed by each of more requests than a page of the view holds', async () => {
    const found = service();
    for (let number = 0; number < 120; number += 1) {
      const id = `6b9f8a3e-7c1d-5e2f-9a4b-${String(number).padStart(12, '0')}`;
      const device = { kind: 'serial', value: `F2LXJ0AB${String(number).padStart(4, '0')}` };
      await found.request('RequestCarrierUnlock', { ...wish, device }, { subject: id });
    }
    expect(await report(found, AFTER)).toHaveLength(120);
  });
});

it('DU-07: a retailer that has not answered in five business days is told of, and its late answer still counts', async () => {
  const found = await awaitingProof();
  await found.request('SubmitProof', receipt);
  await found.followUp();
  expect(await report(found, '2026-03-10T04:00:00.001Z')).toMatchObject([{ outcome: 'accepted' }]);
  await found.tell('RecordRetailerAnswer', { answer: { kind: 'not-sold' } });
  expect(await typesIn(found.store, RETAILER_ENQUIRY, subject)).toEqual([
    'RetailerAsked',
    'RetailerDeadlineMissed',
    'RetailerAnswered',
  ]);
});

describe('the view of deadlines', () => {
  it('stops at an event that comes before its deadline', () => {
    const event = { stream: `${RETAILER_ENQUIRY}-${subject}`, revision: 0, type: 'RetailerAnswered', data: {} };
    expect(() => deadlinesView.fold(undefined, event as StoredEvent<EventMetadata>)).toThrow('before its deadline');
  });
});

describe('looking after deadlines', () => {
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

  it('goes on after the store was away, and ends when it is told to', async () => {
    const stop = new AbortController();
    let rounds = 0;
    const round = () => {
      rounds += 1;
      if (rounds === 1) return Promise.reject(new DependencyUnavailable('the event store'));
      stop.abort();
      return Promise.resolve();
    };
    await watchDeadlines(round, log, stop.signal, 0);
    expect(rounds).toBe(2);
  });

  it('ends with what does not pass by itself', async () => {
    const round = () => Promise.reject(new RangeError('a bug'));
    await expect(watchDeadlines(round, log, new AbortController().signal, 0)).rejects.toThrow('a bug');
  });
});
