/** What a service is told about its surroundings. */
export interface Surroundings {
  readonly kafkaBrokers?: string;
  readonly eventStoreUrl?: string;
  readonly issuerUrl?: string;
  readonly httpPort: number;
  readonly healthPort: number;
  readonly dataDir: string;
}

// Shorter than the stack's own patience, so that a service ends by itself and is not killed.
const DRAIN_SECONDS = '1';

/**
 * The environment of a service: what the machine gives (PATH, HOME, locale …), then the stack's surroundings, then its
 * own settings. No `TIERLINE_*` is inherited, because services refuse those that they do not know, and no NODE_ENV of a
 * test runner, because libraries behave otherwise under it (kafkajs has retries of its own for "test").
 */
export function serviceEnv(
  inherited: NodeJS.ProcessEnv,
  surroundings: Surroundings,
  own: Readonly<Record<string, string>> = {},
): NodeJS.ProcessEnv {
  const { kafkaBrokers, eventStoreUrl, issuerUrl, httpPort, healthPort, dataDir } = surroundings;
  const machine = Object.entries(inherited).filter(
    ([name, value]) => !name.startsWith('TIERLINE_') && !(name === 'NODE_ENV' && value === 'test'),
  );
  return {
    ...Object.fromEntries(machine),
    ...(kafkaBrokers !== undefined && { KAFKA_BROKERS: kafkaBrokers }),
    ...(eventStoreUrl !== undefined && { EVENTSTORE_URL: eventStoreUrl }),
    ...(issuerUrl !== undefined && { TIERLINE_OIDC_ISSUER: issuerUrl }),
    TIERLINE_HTTP_PORT: String(httpPort),
    TIERLINE_HEALTH_PORT: String(healthPort),
    TIERLINE_DATA_DIR: dataDir,
    TIERLINE_DRAIN_SECONDS: DRAIN_SECONDS,
    ...own,
  };
}
