import { describe, expect, it } from '@jest/globals';
import { DependencyUnavailable } from '../door/dependency-unavailable.js';
import { Fenced, isAnswer, isOutage, producerTrouble } from './kafka-trouble.js';

const answer = (type: string) => Object.assign(new Error(type), { type });
const wrapped = (cause: unknown) => new Error('retries exceeded', { cause });

describe('trouble of a producer', () => {
  it.each([
    answer('INVALID_PRODUCER_EPOCH'),
    wrapped(wrapped(answer('INVALID_PRODUCER_EPOCH'))),
    answer('INVALID_PRODUCER_ID_MAPPING'),
    wrapped(new Error('Unknown error code 90')),
  ])('means that it was fenced: %s', (error) => {
    expect(producerTrouble('id', error)).toBeInstanceOf(Fenced);
  });

  it.each([answer('NOT_LEADER_FOR_PARTITION'), new Error('Connection error'), 'nothing', undefined, null])(
    'means that Kafka is not there as it should be: %s',
    (error) => {
      const trouble = producerTrouble('id', error);
      expect(trouble).toBeInstanceOf(DependencyUnavailable);
      expect(trouble.cause).toBe(error);
    },
  );
});

describe('an answer of the broker', () => {
  it('is found within what kafkajs wraps around it', () => {
    expect(isAnswer(wrapped(answer('CONCURRENT_TRANSACTIONS')), 'CONCURRENT_TRANSACTIONS')).toBe(true);
    expect(isAnswer(wrapped(answer('OTHER')), 'CONCURRENT_TRANSACTIONS')).toBe(false);
  });
});

describe('a crash of a consumer', () => {
  const named = (name: string, cause?: unknown) => Object.assign(new Error(name, { cause }), { name });

  it.each([
    named('KafkaJSConnectionError'),
    named('KafkaJSNumberOfRetriesExceeded', named('KafkaJSProtocolError')),
    named('KafkaJSNonRetriableError', Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })),
  ])('is an outage when it came from Kafka or the network: %s', (error) => {
    expect(isOutage(error)).toBe(true);
  });

  it.each([new TypeError('bug'), named('KafkaJSNonRetriableError', new TypeError('bug'))])(
    'is a bug when it came from whoever was called: %s',
    (error) => {
      expect(isOutage(error)).toBe(false);
    },
  );
});
