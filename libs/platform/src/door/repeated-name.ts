const TOKEN = /"(?:[^"\\]+|\\.)*"|[{}[\]:]/g;

/**
 * The first name that an object of a JSON text has twice. Readers differ in which of the two values counts, and `JSON.parse` takes
 * the last without a word, so such a text has no single meaning (RFC 7493, section 2.3).
 *
 * @param json what `JSON.parse` has read
 */
export function repeatedName(json: string): string | undefined {
  // The names of the objects that are open; a list has none.
  const open: (Set<unknown> | undefined)[] = [];
  let text = '""';
  for (const [token] of json.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token !== ':') text = token;
    else {
      const name = JSON.parse(text) as string;
      if (open.at(-1)?.has(name)) return name;
      open.at(-1)?.add(name);
    }
  }
  return undefined;
}
