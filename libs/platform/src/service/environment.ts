import type { Setting, SettingsTable, ValuesOf } from './settings.js';

/** What a service was told by its environment and its command line. */
export interface Configuration<Table extends SettingsTable> {
  readonly values: ValuesOf<Table>;
  /** Whether somebody only wants to see it: `--print-config`. */
  readonly isToBePrinted: boolean;
  /** All settings, one a line, with secrets hidden. */
  readonly printed: string;
}

/** An environment that a service cannot run in: everything that is wrong with it, one line each. */
export class InvalidEnvironment extends Error {
  override readonly name = 'InvalidEnvironment';
  constructor(readonly problems: readonly string[]) {
    super(problems.join('; '));
  }
}

const PRINT_CONFIG = '--print-config';
const OURS = 'TIERLINE_';
const HIDDEN = '******';

/**
 * Reads all settings of a service.
 *
 * @param environment variables, as of `process.env`; a variable named `TIERLINE_…` must be one of the table
 * @param argv what follows the program on the command line
 * @throws {InvalidEnvironment} with every problem at once, each naming its variable
 */
export function readSettings<Table extends SettingsTable>(
  table: Table,
  environment: Readonly<Record<string, string | undefined>>,
  argv: readonly string[],
): Configuration<Table> {
  const settings = Object.entries(table);
  const known = new Set(settings.map(([, { variable }]) => variable));
  const read = settings.map(([name, setting]) => [name, readSetting(setting, environment[setting.variable])] as const);
  const unknown = Object.keys(environment).filter((name) => name.startsWith(OURS) && !known.has(name));
  const problems = [
    ...read.flatMap(([, { problem }]) => problem ?? []),
    ...unknown.map((name) => `${name}: there is no such setting`),
    ...argv.filter((each) => each !== PRINT_CONFIG).map((each) => `${each}: there is no such option`),
  ];
  if (problems.length > 0) throw new InvalidEnvironment(problems);
  return {
    values: Object.fromEntries(read.map(([name, { value }]) => [name, value])) as ValuesOf<Table>,
    isToBePrinted: argv.includes(PRINT_CONFIG),
    printed: settings
      .map(([, setting]) => `${setting.variable}=${shown(setting, environment[setting.variable])}`)
      .join('\n'),
  };
}

function readSetting(setting: Setting<unknown>, given: string | undefined): { value?: unknown; problem?: string } {
  const { variable, byDefault, description } = setting;
  const text = given ?? byDefault;
  if (text === undefined) return { problem: `${variable} is not set: ${description}` };
  try {
    return { value: setting.parse(text) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problem: `${variable}=${shown(setting, text)}: ${reason}` };
  }
}

function shown({ secret, byDefault = '' }: Setting<unknown>, given: string | undefined): string {
  const text = given ?? byDefault;
  if (secret === undefined || text === '') return text;
  return secret === true ? HIDDEN : secret(text);
}

/** The settings as a table in Markdown, for the documentation. */
export function settingsMarkdown(table: SettingsTable): string {
  const cell = (content: string) => content.replaceAll('|', '\\|');
  const rows = Object.values(table).map((setting) => {
    const { variable, byDefault, description } = setting;
    const otherwise = byDefault === undefined ? '*must be set*' : `\`${cell(shown(setting, byDefault))}\``;
    return `| \`${variable}\` | ${otherwise} | ${cell(description)} |`;
  });
  return ['| Variable | Default | Meaning |', '| --- | --- | --- |', ...rows, ''].join('\n');
}
