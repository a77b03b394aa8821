import { canonicalize } from 'json-canonicalize';

const [ZERO, NINE] = [48, 57];

/**
 * The canonical form of a JSON value (RFC 8785).
 *
 * Every append makes it, so Node's own serialisation does the work on a copy with sorted fields. An object puts fields named by
 * numbers first whatever their order, so a value with such a field is left to the package.
 */
export function canonicalJson(value: unknown): string {
  const copy = sorted(value);
  return copy === NUMBERED ? canonicalize(value) : JSON.stringify(copy);
}

/** Stands for a value that has a field whose name begins with a digit. */
const NUMBERED = Symbol('numbered');

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(sorted);
    return items.includes(NUMBERED) ? NUMBERED : items;
  }
  const copy: Record<string, unknown> = {};
  for (const name of inOrder(Object.keys(value))) {
    const first = name.charCodeAt(0);
    const field = sorted((value as Readonly<Record<string, unknown>>)[name]);
    if ((first >= ZERO && first <= NINE) || field === NUMBERED || name === '__proto__') return NUMBERED;
    copy[name] = field;
  }
  return copy;
}

/** Sorts by UTF-16 code units, in place; most objects are in order already. */
function inOrder(names: string[]): string[] {
  for (let index = 1; index < names.length; index += 1) {
    if ((names[index - 1] ?? '') > (names[index] ?? '')) return names.sort();
  }
  return names;
}
