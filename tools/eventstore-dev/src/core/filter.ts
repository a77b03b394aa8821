/** Which events of `$all` a reader wants: by name of the stream or by type; a regex wins over prefixes. */
export interface FilterRule {
  readonly on: 'stream' | 'type';
  readonly prefixes: readonly string[];
  readonly regex: string;
}

/**
 * Makes the predicate of a rule. Regular expressions are JavaScript's here, .NET's in the real server.
 * @throws SyntaxError when the regex is none
 */
export function createFilter({ on, prefixes, regex }: FilterRule): (stream: string, type: string) => boolean {
  const pattern = regex === '' ? undefined : new RegExp(regex);
  const matches = (text: string): boolean =>
    pattern ? pattern.test(text) : prefixes.some((prefix) => text.startsWith(prefix));
  return on === 'stream' ? (stream) => matches(stream) : (_stream, type) => matches(type);
}
