import { parseArgs } from 'node:util';

/** What `npm start` was asked for. */
export interface Options {
  /** End after the stories. */
  readonly once: boolean;
  /** Begin with empty data. */
  readonly fresh: boolean;
}

/**
 * Reads the command line.
 *
 * @param argv what follows the program
 * @throws {TypeError} naming an option that does not exist
 */
export function optionsOf(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: { once: { type: 'boolean', default: false }, fresh: { type: 'boolean', default: false } },
  });
  return values;
}
