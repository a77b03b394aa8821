import { describe, expect, it } from '@jest/globals';
import { serviceEnv } from './service-env.js';

const surroundings = { httpPort: 1, healthPort: 2, dataDir: '/data' };

describe('the environment of a service', () => {
  it('tells it where everything is', () => {
    const known = { kafkaBrokers: 'k:1', eventStoreUrl: 'esdb://e', issuerUrl: 'http://i' };
    expect(serviceEnv({}, { ...surroundings, ...known })).toEqual({
      KAFKA_BROKERS: 'k:1',
      EVENTSTORE_URL: 'esdb://e',
      TIERLINE_OIDC_ISSUER: 'http://i',
      TIERLINE_HTTP_PORT: '1',
      TIERLINE_HEALTH_PORT: '2',
      TIERLINE_DATA_DIR: '/data',
      TIERLINE_DRAIN_SECONDS: '1',
    });
  });

  it('inherits what the machine gives, but no TIERLINE_ setting and no NODE_ENV of a test runner', () => {
    const env = serviceEnv({ PATH: '/bin', TIERLINE_CONTAINERS: '1', NODE_ENV: 'test' }, surroundings);
    expect(env).toMatchObject({ PATH: '/bin' });
    expect(Object.keys(env)).not.toEqual(expect.arrayContaining(['TIERLINE_CONTAINERS']));
    expect(Object.keys(env)).not.toEqual(expect.arrayContaining(['NODE_ENV']));
    expect(serviceEnv({ NODE_ENV: 'production' }, surroundings)).toMatchObject({ NODE_ENV: 'production' });
  });

  it('is overruled by what the service sets itself', () => {
    expect(serviceEnv({ A: 'machine' }, surroundings, { A: 'own', TIERLINE_DRAIN_SECONDS: '9' })).toMatchObject({
      A: 'own',
      TIERLINE_DRAIN_SECONDS: '9',
    });
  });
});
