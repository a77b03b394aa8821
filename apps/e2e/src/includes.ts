/** Whether a JSON value says at least what an expected one says. */
export function includes(value: unknown, expected: unknown): boolean {
  if (typeof expected !== 'object' || expected === null) return value === expected;
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(expected).every(([name, each]) => includes((value as Record<string, unknown>)[name], each));
}
