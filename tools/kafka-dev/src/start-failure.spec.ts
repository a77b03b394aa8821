import { describe, expect, it } from '@jest/globals';
import { fetchFailure } from './jars.js';
import { startFailure } from './start-failure.js';

const bind =
  'ERROR KafkaRaftServer - Exiting\norg.apache.kafka.common.KafkaException: Socket server failed to bind to 127.0.0.1:9092: Address already in use.';
const lock =
  'ERROR LogManager - Failed to acquire lock on file .lock in /d/data. A Kafka instance in another process or thread is using this directory.';
const full =
  'ERROR LogDirFailureChannel - Error while writing to checkpoint file\njava.io.IOException: No space left on device';

describe('a broker that ended before it was ready', () => {
  it.each([
    ['a port that is taken', bind, 'port-in-use', 'port 9092 on 127.0.0.1 is in use'],
    ['a folder that another broker holds', lock, 'data-in-use', 'another broker is running on /d'],
    ['a full disk', full, 'disk-full', 'no space is left on the disk of /d'],
  ])('is explained by %s', (_, log, failure, line) => {
    expect(startFailure('/d', 9092, log)).toMatchObject({
      failure,
      message: expect.stringContaining(line),
    });
  });

  it('is otherwise explained by its last error line, and the log is named', () => {
    const log = 'INFO a - begins\nERROR b - first\nFATAL c - the reason\nINFO d - shuts down';
    const { failure, message } = startFailure('/d', 1, log);
    expect(failure).toBe('start-failed');
    expect(message).toBe('the broker did not start, FATAL c - the reason: see /d/broker.log');
  });

  it('is said to be silent when it wrote nothing', () => {
    expect(startFailure('/d', 1, '').message).toContain('it ended without a message');
  });
});

describe('a Maven run that failed', () => {
  it('is told by its first error line', () => {
    const output = '[WARNING] slow\n[ERROR] Could not resolve org.apache.kafka\n[ERROR] To see the full stack trace';
    expect(fetchFailure('/c', output)).toMatchObject({
      failure: 'fetch-failed',
      message: expect.stringContaining('Could not resolve org.apache.kafka: check the network'),
    });
  });

  it('is told as a full disk when it was one', () => {
    expect(fetchFailure('/c', '[ERROR] jar: No space left on device').failure).toBe('disk-full');
  });
});
