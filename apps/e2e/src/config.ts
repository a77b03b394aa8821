/** The environment without the addresses of shared parts, for whoever needs parts of its own. */
export function withoutSharedParts(): NodeJS.ProcessEnv {
  const { KAFKA_BROKERS: _, EVENTSTORE_URL: __, TIERLINE_OIDC_ISSUER: ___, ...env } = process.env;
  return env;
}
