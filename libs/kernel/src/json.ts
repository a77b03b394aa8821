/**
 * Whether two JSON values say the same: the order of fields means nothing, the order of a list does.
 *
 * @param passes for two texts at one place: whether they are taken for equal although they are not
 */
export function isEqualJson(
  one: unknown,
  other: unknown,
  passes: (one: string, other: string) => boolean = () => false,
): boolean {
  if (one === other) return true;
  if (typeof one === 'string' && typeof other === 'string') return passes(one, other);
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every(
      (name) =>
        Object.hasOwn(other, name) &&
        isEqualJson((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name], passes),
    )
  );
}
