/** Java's `String.hashCode`, a signed 32-bit number. */
export function javaHash(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0;
  return hash;
}

/**
 * A group or transactional id, `prefix` and a number, that the broker assigns to the given partition of its internal
 * topic of `count` partitions.
 */
export function nameForPartition(prefix: string, partition: number, count: number): string {
  for (let number = 0; ; number += 1) {
    const name = `${prefix}-${String(number)}`;
    if (Math.abs(javaHash(name)) % count === partition) return name;
  }
}
