import { describe, expect, it } from '@jest/globals';
import kafkajs, { type LogEntry } from 'kafkajs';
import { deservedLevel, kafkaLogCreator } from './kafka-log.js';

const { logLevel } = kafkajs;

function line(message: string, error?: string): LogEntry {
  const log = { message, timestamp: '', ...(error !== undefined && { error }) };
  return { namespace: 'Connection', level: logLevel.ERROR, label: 'ERROR', log };
}

describe('a line of the Kafka client', () => {
  it.each([
    [
      'the last transaction being finished',
      'The producer attempted to update a transaction while another concurrent operation on the same transaction was ongoing',
    ],
    ['a coordinator that reads its log', "The coordinator is loading and hence can't process requests for this group"],
    ['a coordinator that is not there yet', 'The group coordinator is not available'],
    ['a rebalance', 'The group is rebalancing, so a rejoin is needed'],
  ])('is no error when it tells of %s', (_, text) => {
    expect(deservedLevel(line(text))).toBe(logLevel.DEBUG);
    expect(deservedLevel(line('Response AddPartitionsToTxn(key: 24, version: 1)', text))).toBe(logLevel.DEBUG);
  });

  it.each([
    'Connection error: connect ECONNREFUSED',
    'The request included a message larger than the max message size',
  ])('stays an error when it is one: %s', (text) => {
    expect(deservedLevel(line(text))).toBe(logLevel.ERROR);
  });

  it('is handed on with the level that it deserves', () => {
    const written: unknown[] = [];
    const log = kafkaLogCreator((level, { log: { message } }) => written.push([level, message]))(logLevel.INFO);
    log(line('The group coordinator is not available'));
    log(line('Connection timeout'));
    expect(written).toEqual([
      [logLevel.DEBUG, 'The group coordinator is not available'],
      [logLevel.ERROR, 'Connection timeout'],
    ]);
  });
});
