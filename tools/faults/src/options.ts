import { parseArgs } from 'node:util';
import { faultNamed, usual } from './faults/index.js';
import { isServiceSet, serviceSets, type ServiceSet } from './services.js';

/** What the command line asks for. */
export interface FaultOptions {
  readonly rounds: number;
  readonly seed: number;
  /** Names of faults, which come in turn; with + between, several at once. */
  readonly faults: readonly string[];
  readonly json: boolean;
  readonly services: ServiceSet;
}

/** Reads the command line. @throws {Error} naming the option that is wrong, and why */
export function parseOptions(args: readonly string[]): FaultOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: String(usual.length) },
      seed: { type: 'string', default: '1' },
      faults: { type: 'string' },
      services: { type: 'string', default: 'device-unlock' },
      json: { type: 'boolean', default: false },
    },
  });
  return {
    rounds: wholeNumber('rounds', values.rounds, 1),
    seed: wholeNumber('seed', values.seed, 0),
    faults: chosen(values.faults),
    json: values.json,
    services: servicesOf(values.services),
  };
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least) return value;
  throw new Error(`--${name} must be a whole number of at least ${String(least)}, and is ${text}`);
}

function servicesOf(text: string): ServiceSet {
  if (isServiceSet(text)) return text;
  throw new Error(`--services must be one of ${Object.keys(serviceSets).join(', ')}, and is ${text}`);
}

function chosen(text: string | undefined): readonly string[] {
  const names = text?.split(',') ?? usual;
  try {
    names.forEach((name) => faultNamed(name));
  } catch (error) {
    throw new Error(`--faults: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  return names;
}
