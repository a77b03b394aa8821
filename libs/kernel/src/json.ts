/** Whether two JSON values say the same: the order of fields means nothing, the order of a list does. */
export function isEqualJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every(
      (name) =>
        Object.hasOwn(other, name) &&
        isEqualJson((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name]),
    )
  );
}
