import { describe, expect, it } from '@jest/globals';
import { commonSettings } from './common-settings.js';
import { InvalidEnvironment, readSettings, settingsMarkdown } from './environment.js';
import { eventStoreUrl, port, text, withoutCredentials, wholeNumber } from './settings.js';

const table = {
  port: { variable: 'TIERLINE_PORT', description: 'A port', parse: port },
  lamps: { variable: 'LAMPS', description: 'How many | lamps', parse: wholeNumber(1, 9), byDefault: '2' },
  key: { variable: 'TIERLINE_KEY', description: 'A key', parse: text, byDefault: 'none', secret: true },
  store: {
    variable: 'STORE',
    description: 'A URL',
    parse: text,
    byDefault: 'esdb://a:b@host',
    secret: withoutCredentials,
  },
} as const;

const problemsOf = (environment: Record<string, string>, argv: string[] = []) => {
  try {
    readSettings(table, environment, argv);
  } catch (error) {
    if (error instanceof InvalidEnvironment) return error.problems;
    throw error;
  }
  return [];
};

describe('the environment', () => {
  it('gives every setting its value, or its default', () => {
    const { values, isToBePrinted } = readSettings(table, { TIERLINE_PORT: '80', LAMPS: '3', HOME: '/root' }, []);
    expect(values).toEqual({ port: 80, lamps: 3, key: 'none', store: 'esdb://a:b@host' });
    expect(isToBePrinted).toBe(false);
  });

  it('is refused with every problem at once, each naming its variable', () => {
    expect(problemsOf({ LAMPS: '10', TIERLINE_KEY: '', TIERLINE_PROT: '1' }, ['--verbose'])).toEqual([
      'TIERLINE_PORT is not set: A port',
      'LAMPS=10: must be a whole number from 1 to 9',
      'TIERLINE_KEY=: must be a text that is not empty',
      'TIERLINE_PROT: there is no such setting',
      '--verbose: there is no such option',
    ]);
  });

  it('shows no secret, not even one that is wrong', () => {
    const { printed, isToBePrinted } = readSettings(table, { TIERLINE_PORT: '80', TIERLINE_KEY: 'k' }, [
      '--print-config',
    ]);
    expect(isToBePrinted).toBe(true);
    expect(printed).toBe('TIERLINE_PORT=80\nLAMPS=2\nTIERLINE_KEY=******\nSTORE=esdb://******@host');
    const strict = { key: { ...table.key, parse: port } };
    expect(() => readSettings(strict, { TIERLINE_KEY: 'k' }, [])).toThrow(
      'TIERLINE_KEY=******: must be a whole number',
    );
  });
});

describe('the table of settings', () => {
  it('is written for the documentation with its defaults and without its secrets', () => {
    expect(settingsMarkdown(table)).toBe(
      [
        '| Variable | Default | Meaning |',
        '| --- | --- | --- |',
        '| `TIERLINE_PORT` | *must be set* | A port |',
        '| `LAMPS` | `2` | How many \\| lamps |',
        '| `TIERLINE_KEY` | `******` | A key |',
        '| `STORE` | `esdb://******@host` | A URL |',
        '',
      ].join('\n'),
    );
  });
});

describe('the common settings', () => {
  const right: Record<string, string> = {
    KAFKA_BROKERS: 'a:9092, b.example:9092',
    EVENTSTORE_URL: 'esdb+discover://node:2113',
    TIERLINE_HTTP_PORT: '0',
    TIERLINE_HEALTH_PORT: '8081',
    TIERLINE_DATA_DIR: 'views',
    TIERLINE_OIDC_ISSUER: 'https://id.example',
  };

  it('need six variables, and default the others', () => {
    const { values } = readSettings(commonSettings, right, []);
    expect(values).toMatchObject({
      kafkaBrokers: ['a:9092', 'b.example:9092'],
      httpHost: '127.0.0.1',
      logLevel: 'info',
    });
    expect(values.build).toMatch(/^\d+\.\d+\.\d+/);
  });

  it.each([
    ['KAFKA_BROKERS', 'a:9092,', 'must be host:port'],
    ['KAFKA_BROKERS', 'kafka', 'must be host:port'],
    ['EVENTSTORE_URL', 'http://node:2113', 'must be as esdb://host:port'],
    ['TIERLINE_HTTP_PORT', '65536', 'must be a whole number'],
    ['TIERLINE_HEALTH_PORT', '', 'must be a whole number'],
    ['TIERLINE_OIDC_ISSUER', 'id.example', 'must be a URL with http or https'],
    ['TIERLINE_LOG_LEVEL', 'trace', 'must be one of debug, info, warn, error'],
    ['TIERLINE_BUILD', 'a b', 'must be 1 to 64 letters'],
    ['TIERLINE_DRAIN_SECONDS', '-1', 'must be a whole number from 0 to 600'],
  ])('refuse %s=%s', (variable, value, reason) => {
    expect(() => readSettings(commonSettings, { ...right, [variable]: value }, [])).toThrow(reason);
  });
});

describe('the connection string of the event store', () => {
  it.each([
    'esdb://127.0.0.1:2113?tls=false',
    'esdb://ops:secret@store:2113',
    'esdb://ops:secret@store:2113?tls=true',
    'esdb+discover://ops:secret@a:2113,b:2113,c:2113?tls=true&tlsCAFile=/ca.pem',
    'esdb://ops:secret@store?keepAliveInterval=1000',
  ])('is taken as %s', (value) => {
    expect(eventStoreUrl(value)).toBe(value);
  });

  it.each(['esdb://ops:secret@store?tls=false', 'esdb://ops:secret@a:1,b:2/?gossipTimeout=5&TLS=false'])(
    'is refused when its credentials would be dropped: %s',
    (value) => {
      expect(() => eventStoreUrl(value)).toThrow('the client sends no credentials when tls=false');
    },
  );

  it('is refused when failures of appends would be kept secret', () => {
    expect(() => eventStoreUrl('esdb://store?throw-on-append-failure=false')).toThrow('throwOnAppendFailure');
  });

  it.each(['http://store:2113', 'esdb://', 'esdb://store:2113 ', 'store:2113', 'kurrentdb://store'])(
    'is refused when its client could not read it: %s',
    (value) => {
      expect(() => eventStoreUrl(value)).toThrow('must be as esdb://host:port');
    },
  );
});
