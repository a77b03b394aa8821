import { describe, expect, it } from '@jest/globals';
import { deviceUnlockTopics } from '@tierline/contracts';
import 'reflect-metadata';
import { apiKeys, kafkaFrames } from './kafka-frames.js';
import { killPoints, PUBLISHER, requestOf } from './kill-points.js';
import type { Piece } from './tcp-proxy.js';
import type { Direction } from './toxics.js';

const connection = {};
const piece = (direction: Direction, bytes: Buffer, of: object = connection): Piece => ({
  direction,
  bytes,
  connection: of,
});

/** A request as Kafka's protocol writes it: length, api key, version, correlation id, client id, and the rest. */
function request(apiKey: number, correlationId: number, clientId: string, rest: readonly number[] = []): Buffer {
  const body = Buffer.alloc(10 + clientId.length);
  body.writeInt16BE(apiKey, 0);
  body.writeInt16BE(1, 2);
  body.writeInt32BE(correlationId, 4);
  body.writeInt16BE(clientId.length, 8);
  body.write(clientId, 10);
  return framed(Buffer.concat([body, Buffer.from(rest)]));
}

function framed(body: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeInt32BE(body.length);
  return Buffer.concat([size, body]);
}

const answer = (correlationId: number): Buffer => {
  const body = Buffer.alloc(6);
  body.writeInt32BE(correlationId);
  return framed(body);
};
const endTxn = (commits: boolean, correlationId = 7) =>
  request(apiKeys.endTxn, correlationId, `${PUBLISHER}a`, [commits ? 1 : 0]);
const writing = (topic: string, header: string, correlationId = 7) =>
  request(apiKeys.produce, correlationId, 'device-unlock-a', [...Buffer.from(topic + header)]);
const { parked, deadLetters } = deviceUnlockTopics;
const parking = writing(parked.topic, 'tierline-reason');
const removing = writing(parked.topic, '');
const settling = writing(deadLetters.topic, 'tierline-settlement');
const puttingAside = writing(deadLetters.topic, 'tierline-reason');
const appending = Buffer.from('…device_unlock.device-d1…{"$causationId":"c1"}');

describe("Kafka's messages", () => {
  it('are found wherever a connection is divided', () => {
    const all = Buffer.concat([request(0, 1, 'a'), request(8, 2, 'b'), request(26, 3, 'c')]);
    for (let at = 0; at <= all.length; at += 1) {
      const divide = kafkaFrames();
      const frames = [...divide(all.subarray(0, at)), ...divide(all.subarray(at))];
      expect(Buffer.concat(frames).equals(all)).toBe(true);
      expect(frames).toHaveLength(3);
    }
  });
});

describe('the moment', () => {
  it('before an append comes with an append, and with no read of the same stream', () => {
    const hasCome = killPoints['before-append'].moment();
    expect(hasCome(piece('upstream', Buffer.from('read device_unlock.device-d1')))).toBe(false);
    expect(hasCome(piece('downstream', appending))).toBe(false);
    expect(hasCome(piece('upstream', appending))).toBe(true);
  });

  it('after an append comes with the first that is heard of its stream, and of no other', () => {
    const hasCome = killPoints['after-append'].moment();
    expect(hasCome(piece('downstream', Buffer.from('device_unlock.device-d1')))).toBe(false);
    expect(hasCome(piece('upstream', appending))).toBe(false);
    expect(hasCome(piece('downstream', Buffer.from('device_unlock.device-d2')))).toBe(false);
    expect(hasCome(piece('downstream', Buffer.from('device_unlock.device-d1')))).toBe(true);
  });

  it('before the offset comes with a commit of offsets', () => {
    const hasCome = killPoints['before-offset'].moment();
    expect(hasCome(piece('upstream', request(apiKeys.heartbeat, 1, 'device-unlock-a')))).toBe(false);
    expect(hasCome(piece('upstream', request(apiKeys.offsetCommit, 1, 'device-unlock-a')))).toBe(true);
  });

  it("before a record is written comes with the publisher's, and not with a dead letter", () => {
    const hasCome = killPoints['before-produce'].moment();
    expect(hasCome(piece('upstream', request(apiKeys.produce, 1, 'device-unlock-a')))).toBe(false);
    expect(hasCome(piece('upstream', request(apiKeys.produce, 1, `${PUBLISHER}a`)))).toBe(true);
  });

  it('before a commit comes with one, and not with the end of a transaction that is given up', () => {
    const hasCome = killPoints['before-commit'].moment();
    expect(hasCome(piece('upstream', endTxn(false)))).toBe(false);
    expect(hasCome(piece('upstream', endTxn(true)))).toBe(true);
  });

  it('after a commit comes with its answer, on its own connection', () => {
    const hasCome = killPoints['after-commit'].moment();
    expect(hasCome(piece('upstream', endTxn(true, 7)))).toBe(false);
    expect(hasCome(piece('downstream', answer(6)))).toBe(false);
    expect(hasCome(piece('downstream', answer(7), {}))).toBe(false);
    expect(hasCome(piece('downstream', answer(7)))).toBe(true);
  });

  it('before parking comes with a command that is parked, and with nothing else that is put aside', () => {
    const hasCome = killPoints['before-parking'].moment();
    for (const other of [removing, settling, puttingAside]) expect(hasCome(piece('upstream', other))).toBe(false);
    expect(hasCome(piece('upstream', parking))).toBe(true);
  });

  it('after parking comes with its answer, and not with that of a removal', () => {
    const hasCome = killPoints['after-parking'].moment();
    expect(hasCome(piece('upstream', removing))).toBe(false);
    expect(hasCome(piece('downstream', answer(7)))).toBe(false);
    expect(hasCome(piece('upstream', parking))).toBe(false);
    expect(hasCome(piece('downstream', answer(7)))).toBe(true);
  });

  it('before a settlement comes with one, and not with a dead letter', () => {
    const hasCome = killPoints['before-settlement'].moment();
    for (const other of [parking, removing, puttingAside]) expect(hasCome(piece('upstream', other))).toBe(false);
    expect(hasCome(piece('upstream', settling))).toBe(true);
  });

  it('before a removal comes with the tombstone of what was parked', () => {
    const hasCome = killPoints['before-removal'].moment();
    for (const other of [parking, settling, puttingAside]) expect(hasCome(piece('upstream', other))).toBe(false);
    expect(hasCome(piece('upstream', removing))).toBe(true);
  });

  it('of a request does not come with an answer that looks like it', () => {
    expect(requestOf(apiKeys.produce)(piece('downstream', request(apiKeys.produce, 1, '')))).toBe(false);
  });
});
