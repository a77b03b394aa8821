import { describe, expect, it } from '@jest/globals';
import { imagesFrom } from './images.js';
import { kafkaContainerEnv } from './kafka.js';

describe('the images of the container mode', () => {
  it('are the official ones', () => {
    expect(imagesFrom({})).toEqual({ kafka: 'apache/kafka:4.3.1', eventStore: 'kurrentplatform/kurrentdb:26.0.0' });
  });

  it('are those that the environment names', () => {
    const env = { TIERLINE_KAFKA_IMAGE: 'local/kafka', TIERLINE_EVENTSTORE_IMAGE: 'local/store' };
    expect(imagesFrom(env)).toEqual({ kafka: 'local/kafka', eventStore: 'local/store' });
  });
});

describe('a broker in a container', () => {
  it('names the host for clients and itself for itself', () => {
    expect(kafkaContainerEnv(5001)).toMatchObject({
      KAFKA_ADVERTISED_LISTENERS: 'EXTERNAL://127.0.0.1:5001,INTERNAL://localhost:29092',
      KAFKA_INTER_BROKER_LISTENER_NAME: 'INTERNAL',
    });
  });
});
