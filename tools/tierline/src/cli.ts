import { DependencyUnavailable, InvalidMessage } from '@tierline/platform';

/** What a command has to do with the world. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A line for whoever asked. */
  readonly out: (text: string) => void;
  /** A line that is not part of the answer. */
  readonly error: (text: string) => void;
  /** A line that takes the place of the one before, while something goes on. Only on a terminal. */
  readonly status?: (text: string) => void;
}

/** A command of the command line. @returns its exit code @throws {Refusal} */
export interface Command {
  /** How it is called, a line each. */
  readonly usage: readonly string[];
  readonly run: (args: readonly string[], surroundings: Surroundings) => Promise<number>;
}

/** The exit codes: all is as it was asked for, something is not, or the command was not understood. */
export const EXIT = { done: 0, notDone: 1, usage: 2 } as const;

/** What was asked for cannot be done, for a reason that the person can put right: one line. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    message: string,
    readonly exitCode: number = EXIT.usage,
  ) {
    super(message);
  }
}

/** Runs one command of several. @returns the exit code */
export async function run(
  commands: Readonly<Record<string, Command>>,
  [name = '', ...args]: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    if (name !== '' && name !== '--help') surroundings.error(`there is no ${name}`);
    for (const line of Object.values(commands).flatMap(({ usage }) => usage)) surroundings.error(`tierline ${line}`);
    return name === '--help' ? EXIT.done : EXIT.usage;
  }
  try {
    return await command.run(args, surroundings);
  } catch (error) {
    const known = refusalOf(error);
    if (!known) throw error;
    surroundings.error(known.message);
    return known.exitCode;
  }
}

function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof InvalidMessage) return new Refusal(error.message);
  if (error instanceof DependencyUnavailable) {
    const why = error.cause instanceof Error ? `: ${error.cause.message}` : '';
    return new Refusal(error.message + why, EXIT.notDone);
  }
  return isOfArguments(error) ? new Refusal(error.message) : undefined;
}

/** Whether Node could not read the arguments. */
const isOfArguments = (error: unknown): error is { readonly message: string } =>
  typeof error === 'object' && error !== null && String(Reflect.get(error, 'code')).startsWith('ERR_PARSE_ARGS');
