import { describe, expect, it } from '@jest/globals';
import 'reflect-metadata';
import { describedService } from '../generate/services.js';
import type { HttpInput } from './http-input.js';
import { httpJudge } from './http-judge.js';
import { account } from './kafka-account.js';
import type { KafkaInput } from './kafka-input.js';
import { publishedJudge } from './published.js';
import type { Reading } from './readings.js';

const document = describedService('device-unlock').openApi;
const judge = httpJudge(document);
const input: HttpInput = {
  ...{ door: 'http', method: 'POST', path: '/v1/x', headers: {}, expected: [201, 422], answer: 'CommandAnswer' },
};
const problem = {
  ...{ type: 'urn:tierline:problem:invalid-message', title: 'Not valid', status: 422, detail: '1 field is not valid' },
  ...{ instance: '/v1/x', correlationId: 'c' },
  violations: [{ field: 'a', constraint: 'isInt', message: 'must be', received: 'string' }],
};
const answered = (status: number, body: object | string, contentType = 'application/problem+json') =>
  judge(input, { status, contentType, body: typeof body === 'string' ? body : JSON.stringify(body) });
const accepted = {
  ...{ outcome: 'accepted', subject: 's', revision: 0, stateRevision: 0, position: 'A'.repeat(28), repeated: false },
};

describe('an answer by HTTP', () => {
  it('is right with what its request deserves and the document promises', () => {
    expect(answered(422, problem)).toEqual([]);
    expect(answered(201, accepted, 'application/json')).toEqual([]);
  });

  it('is right with what its route tells besides, and found when that is not as promised', () => {
    const quotes = { ...input, told: 'CarrierUnlockAnswerV1' };
    const told = (answer: object) =>
      judge(quotes, { status: 201, contentType: 'application/json', body: JSON.stringify({ ...accepted, answer }) });
    expect(told({ status: 'open', dueAt: '2026-03-01T00:00:00.000Z' })).toEqual([]);
    expect(told({ status: 'ajar', dueAt: '2026-03-01T00:00:00.000Z' })).toEqual([
      expect.stringContaining('is answered with status, which is not as CommandAnswer with CarrierUnlockAnswerV1 says'),
    ]);
  });

  it.each<readonly [what: string, findings: readonly string[], told: string]>([
    ['of another status', answered(500, { ...problem, status: 500 }), 'is answered 500'],
    ['that tells the stack', answered(422, { ...problem, detail: 'at f (door.js:4:2)' }), 'tells where in the code'],
    ['that is no JSON', answered(422, 'Internal Server Error'), 'is not answered in JSON'],
    ['that is no problem', answered(422, problem, 'application/json'), 'is answered as application/json'],
    ['without a reason', answered(422, { ...problem, detail: '' }), 'without a reason'],
    ['that names no field', answered(422, { ...problem, violations: [] }), 'without a reason'],
    ['that is not as promised', answered(201, { ...accepted, revision: 'x' }, 'application/json'), 'revision'],
  ])('%s is found', (_, findings, told) => {
    expect(findings).toContainEqual(expect.stringContaining(told));
  });
});

const record: KafkaInput = {
  ...{ door: 'kafka', topic: 't', subject: 's', key: 's', headers: {}, value: null, commandId: 'c' },
};
const sent = [{ input: record, place: 't/0/1' }];
const wrong = [{ input: { ...record, fault: 'no value', putAside: 'tombstone' }, place: 't/0/1' }];
const outcome = (subject = 's'): Reading => ({
  ...{ topic: 'outcomes', key: subject, headers: {} },
  value: Buffer.from(JSON.stringify({ commandId: 'c', outcome: 'accepted', subject })),
});
const letter = (reason: string, also: Readonly<Record<string, string>> = {}): Reading => ({
  ...{ topic: 'letters', key: 's', value: null },
  headers: {
    ...{ 'tierline-topic': 't', 'tierline-partition': '0', 'tierline-offset': '1', 'tierline-reason': reason },
    ...also,
  },
});

describe('the account of records', () => {
  it('is settled when each was executed or put aside for its reason', () => {
    expect(account(sent, [outcome()], [])).toMatchObject({ open: [], findings: [], outcomes: { accepted: 1 } });
    expect(account(sent, [], [letter('unknown-stream')])).toMatchObject({ open: [], findings: [] });
    expect(account(wrong, [], [letter('tombstone')])).toMatchObject({ findings: [], reasons: { tombstone: 1 } });
  });

  it('is open while nothing is known of a record', () => {
    expect(account(sent, [], []).open).toEqual(sent);
    expect(account(wrong, [outcome()], []).open).toEqual(wrong);
  });

  it.each<readonly [what: string, findings: readonly string[], told: string]>([
    ['a command with two outcomes', account(sent, [outcome(), outcome()], []).findings, 'more than one outcome'],
    ['a correct record that failed', account(sent, [], [letter('failed')]).findings, 'put aside as failed'],
    ['another reason', account(wrong, [], [letter('invalid')]).findings, 'as invalid, not as tombstone'],
    ['a record put aside twice', account(wrong, [], [letter('tombstone'), letter('tombstone')]).findings, 'twice'],
    [
      'a stack trace',
      account(wrong, [], [letter('tombstone', { 'tierline-error': 'at f (door.js:4:2)' })]).findings,
      'tells where in the code',
    ],
    [
      'invalid data without what is wrong',
      account([{ input: { ...record, putAside: 'invalid' }, place: 't/0/1' }], [], [letter('invalid')]).findings,
      'does not say what is wrong',
    ],
  ])('finds %s', (_, findings, told) => {
    expect(findings).toContainEqual(expect.stringContaining(told));
  });
});

describe('a published record', () => {
  const requestId = '6b9f8a3e-7c1d-5e2f-9a4b-1c2d3e4f5a6b';
  const event: Reading = {
    ...{ topic: 'events', key: requestId, value: Buffer.from(JSON.stringify({ requestId })) },
    headers: {
      ...{ ce_specversion: '1.0', ce_id: 'i', ce_source: '/s', ce_subject: requestId, ce_correlationid: 'c' },
      ...{ ce_type: 'tierline.device-unlock.ErasureConsented.v1', ce_time: '2026-03-01T00:00:00Z' },
      ...{ 'content-type': 'application/json', 'tierline-position': '1/1', 'tierline-revision': '1' },
    },
  };
  const findings = publishedJudge();

  it('is right as its contract promises', () => expect(findings(event)).toEqual([]));

  it.each<readonly [what: string, record: Reading, told: string]>([
    ['without its data', { ...event, value: Buffer.from('{}') }, 'requestId, which is not as promised'],
    ['without its position', { ...event, headers: { ...event.headers, 'tierline-position': '' } }, 'tierline-position'],
    ['under another key', { ...event, key: 'x' }, 'not keyed by its subject'],
    ['of no known type', { ...event, headers: { ...event.headers, ce_type: 'x' } }, 'which no contract promises'],
  ])('%s is found', (_, reading, told) => {
    expect(findings(reading)).toContainEqual(expect.stringContaining(told));
  });
});
