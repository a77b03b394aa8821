import { readdirSync, readFileSync } from 'node:fs';
import { policyBook, type Policy, type PolicyBook } from '@tierline/kernel';
import { digest } from '../crypto/digest.js';

/** A policy file that cannot be used. */
export class UnusablePolicy extends Error {
  override readonly name = 'UnusablePolicy';
  constructor(
    readonly file: string,
    options: ErrorOptions,
  ) {
    super(`${file}: ${options.cause instanceof Error ? options.cause.message : String(options.cause)}`, options);
  }
}

/**
 * Reads every version of a policy, as `<name>@<version>.json`.
 *
 * @param folder where the files are
 * @param parse checks one file's content and names what is wrong
 * @throws {UnusablePolicy} for the first file that is no JSON, or not what its name says
 */
export function readPolicies<Values extends object>(
  folder: URL,
  name: string,
  parse: (json: unknown) => Omit<Policy<Values>, 'hash'>,
): PolicyBook<Values> {
  const files = readdirSync(folder).filter((file) => file.startsWith(`${name}@`) && file.endsWith('.json'));
  return policyBook(files.map((file) => readPolicy(new URL(encodeURIComponent(file), folder), file, parse)));
}

function readPolicy<Values extends object>(
  url: URL,
  file: string,
  parse: (json: unknown) => Omit<Policy<Values>, 'hash'>,
): Policy<Values> {
  try {
    const json: unknown = JSON.parse(readFileSync(url, 'utf8'));
    const policy = parse(json);
    if (file !== `${policy.name}@${String(policy.version)}.json`) {
      throw new Error(`says that it is ${policy.name}@${String(policy.version)}`);
    }
    return { ...policy, hash: digest.hash(json) };
  } catch (cause) {
    throw new UnusablePolicy(file, { cause });
  }
}
