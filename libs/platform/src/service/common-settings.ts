import { createRequire } from 'node:module';
import {
  addresses,
  eventStoreUrl,
  matching,
  port,
  text,
  url,
  wholeNumber,
  withoutCredentials,
  word,
} from './settings.js';

const { version } = createRequire(import.meta.url)('../../package.json') as { readonly version: string };

const NAME = /^[\w.+-]{1,64}$/;

/** The settings that every service has. */
export const commonSettings = {
  kafkaBrokers: {
    variable: 'KAFKA_BROKERS',
    description: 'The Kafka brokers to begin with, as host:port with commas between',
    parse: addresses,
  },
  eventStoreUrl: {
    variable: 'EVENTSTORE_URL',
    description: 'The connection string of EventStoreDB or KurrentDB',
    parse: eventStoreUrl,
    secret: withoutCredentials,
  },
  httpHost: {
    variable: 'TIERLINE_HTTP_HOST',
    description: 'The address that both HTTP ports listen on',
    parse: text,
    byDefault: '127.0.0.1',
  },
  httpPort: {
    variable: 'TIERLINE_HTTP_PORT',
    description: 'The port of commands, queries and their documentation; 0 takes any that is free',
    parse: port,
  },
  healthPort: {
    variable: 'TIERLINE_HEALTH_PORT',
    description: 'The port of /livez, /readyz, /startupz and /metrics; 0 takes any that is free',
    parse: port,
  },
  dataDir: {
    variable: 'TIERLINE_DATA_DIR',
    description: "The folder of this replica's views, which can be thrown away",
    parse: text,
  },
  oidcIssuer: {
    variable: 'TIERLINE_OIDC_ISSUER',
    description: 'The issuer of bearer tokens, exactly as its tokens name it',
    parse: url('http', 'https'),
  },
  oidcAudience: {
    variable: 'TIERLINE_OIDC_AUDIENCE',
    description: 'The audience that a bearer token must be for',
    parse: text,
    byDefault: 'tierline',
  },
  logLevel: {
    variable: 'TIERLINE_LOG_LEVEL',
    description: 'The least level that is logged: debug, info, warn or error',
    parse: word('debug', 'info', 'warn', 'error'),
    byDefault: 'info',
  },
  build: {
    variable: 'TIERLINE_BUILD',
    description: 'Names the code that decides; kept beside every event',
    parse: matching(NAME, '1 to 64 letters, digits and ._+-'),
    byDefault: version,
  },
  replica: {
    variable: 'TIERLINE_REPLICA',
    description: 'Names this replica among its equals, in logs and metrics',
    parse: matching(NAME, '1 to 64 letters, digits and ._+-'),
    byDefault: 'single',
  },
  httpRequestsPerSecond: {
    variable: 'TIERLINE_HTTP_REQUESTS_PER_SECOND',
    description: 'How many requests a second one client may send in the long run, and twice as many at once',
    parse: wholeNumber(1, 1_000_000),
    byDefault: '100',
  },
  httpBodyBytes: {
    variable: 'TIERLINE_HTTP_BODY_BYTES',
    description: 'How large the body of a request may be',
    parse: wholeNumber(1, 16_777_216),
    byDefault: '262144',
  },
  viewLagSeconds: {
    variable: 'TIERLINE_VIEW_LAG_SECONDS',
    description: 'How long a view may lack something that is stored before the replica is not ready',
    parse: wholeNumber(1, 86_400),
    byDefault: '30',
  },
  stallSeconds: {
    variable: 'TIERLINE_STALL_SECONDS',
    description: 'How long a record may be in hand, while nothing is down, before the process asks to be restarted',
    parse: wholeNumber(10, 86_400),
    byDefault: '120',
  },
  drainSeconds: {
    variable: 'TIERLINE_DRAIN_SECONDS',
    description: 'How long what has begun may take to end when the service is told to stop',
    parse: wholeNumber(0, 600),
    byDefault: '10',
  },
} as const;
