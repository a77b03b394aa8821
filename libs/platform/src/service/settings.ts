/** One thing that the environment decides. */
export interface Setting<Value> {
  /** The name of the environment variable. */
  readonly variable: string;
  readonly description: string;
  /**
   * Reads the value.
   *
   * @throws {Error} whose message says what the text must be
   */
  readonly parse: (text: string) => Value;
  /** What holds when the variable is not set; a setting without it must be set. */
  readonly byDefault?: string;
  /** Whether, and how, `--print-config` hides the value. */
  readonly secret?: true | ((text: string) => string);
}

/** The settings of a service by the names of their values. */
export type SettingsTable = Readonly<Record<string, Setting<unknown>>>;

/** The values of a table of settings. */
export type ValuesOf<Table extends SettingsTable> = {
  readonly [Name in keyof Table]: ReturnType<Table[Name]['parse']>;
};

const mustBe = (what: string): never => {
  throw new Error(`must be ${what}`);
};

/** Any text but none. */
export const text = (value: string): string => (value.trim() === '' ? mustBe('a text that is not empty') : value);

/** A text of a given form, which `what` tells in words. */
export const matching =
  (form: RegExp, what: string) =>
  (value: string): string =>
    form.test(value) ? value : mustBe(what);

/** A whole number between two others. */
export const wholeNumber =
  (least: number, most: number) =>
  (value: string): number => {
    const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
    const isRight = number >= least && number <= most;
    return isRight ? number : mustBe(`a whole number from ${String(least)} to ${String(most)}`);
  };

/** A TCP port; 0 takes any that is free. */
export const port = wholeNumber(0, 65_535);

/** One of a closed set of words. */
export const word =
  <Word extends string>(...words: readonly Word[]) =>
  (value: string): Word =>
    words.find((each) => each === value) ?? mustBe(`one of ${words.join(', ')}`);

/** Addresses with ports, separated by commas. */
export const addresses = (value: string): readonly string[] => {
  const list = value.split(',').map((each) => each.trim());
  return list.every((each) => /^(?:[\w.-]+|\[[\da-f:.]+\]):\d{1,5}$/i.test(each))
    ? list
    : mustBe('host:port, or several of them with commas between');
};

/** A URL of one of some protocols, kept exactly as it is written. */
export const url =
  (...protocols: readonly string[]) =>
  (value: string): string => {
    const { protocol = '' } = URL.parse(value) ?? {};
    return protocols.includes(protocol.slice(0, -1)) ? value : mustBe(`a URL with ${protocols.join(' or ')}`);
  };

const HOST = String.raw`[\w.-]+(?::\d{1,5})?`;
const EVENT_STORE = new RegExp(String.raw`^esdb(?:\+discover)?://(?:[^/@?]+(@))?${HOST}(?:,${HOST})*/?(?:\?(.*))?$`);

/**
 * A connection string of the event store, with one host or several.
 *
 * Two that its client would take are refused: with `tls=false` it drops credentials, and says nothing; with
 * `throwOnAppendFailure=false` it calls every append a success.
 */
export const eventStoreUrl = (value: string): string => {
  const match = EVENT_STORE.exec(value);
  if (!match) return mustBe('as esdb://host:port?tls=true or esdb+discover://host, hosts with commas between');
  const [, credentials, options = ''] = match;
  // The client reads the names of options without regard to case, - and _.
  const given = new Map(
    options.split('&').map((option) => {
      const [name = '', ...rest] = option.split('=');
      return [name.trim().toLowerCase().replaceAll(/[_-]/g, ''), rest.join('=').trim()] as const;
    }),
  );
  if (given.get('throwonappendfailure') === 'false') return mustBe('without throwOnAppendFailure=false');
  if (credentials === undefined || given.get('tls') !== 'false') return value;
  return mustBe('without credentials, or with TLS: the client sends no credentials when tls=false');
};

/** Hides user name and password of a URL, and leaves the rest. */
export const withoutCredentials = (value: string): string => value.replace(/\/\/[^/@]*@/, '//******@');
