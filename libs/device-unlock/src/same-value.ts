/** Whether two values are equal as JSON: the order of members does not matter, the order of items does. */
export function isSameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const members = new Map<string, unknown>(Object.entries(other));
  const own = Object.entries(one);
  return (
    own.length === members.size &&
    own.every(([name, value]) => members.has(name) && isSameValue(value, members.get(name)))
  );
}
