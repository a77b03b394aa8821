// Protocol-buffer primitives for the two hot paths: what is stored, and what is read.

/** Bytes that `value` (a non-negative integer) takes as a varint. */
export function varintSize(value: number | bigint): number {
  if (typeof value === 'bigint') return value === 0n ? 1 : Math.ceil(value.toString(2).length / 7);
  let size = 1;
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) size += 1;
  return size;
}

/** Writes `value` as a varint at `at`; returns the offset behind it. */
export function writeVarint(target: Buffer, at: number, value: number | bigint): number {
  let offset = at;
  if (typeof value === 'bigint') {
    let rest = value;
    for (; rest >= 0x80n; rest >>= 7n) target[offset++] = Number(rest & 0x7fn) | 0x80;
    target[offset++] = Number(rest);
    return offset;
  }
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) target[offset++] = (rest % 0x80) | 0x80;
  target[offset++] = rest;
  return offset;
}

/** Tag byte of a varint field (number below 16). */
export const varintTag = (field: number): number => field << 3;

/** Tag byte of a length-delimited field (number below 16). */
export const bytesTag = (field: number): number => (field << 3) | 2;

/** Size of a length-delimited field with a one-byte tag and `length` content bytes. */
export const fieldSize = (length: number): number => 1 + varintSize(length) + length;

/** Writes tag and length of a length-delimited field; returns the offset where its content begins. */
export function writeHeader(target: Buffer, at: number, field: number, length: number): number {
  target[at] = bytesTag(field);
  return writeVarint(target, at + 1, length);
}

/** Reads the varint at `at` exactly, up to 64 bits. */
export function readVarint64(source: Uint8Array, at: number): bigint {
  let value = 0n;
  for (let shift = 0n, offset = at; shift < 64n; shift += 7n) {
    const byte = source[offset++] ?? 0;
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  return BigInt.asUintN(64, value);
}

/** Called for each field: `value` is the varint's value, or the content's offset with `end` behind it; `at` is where either begins. */
export type FieldVisitor = (field: number, value: number, end: number, at: number) => void;

/**
 * Visits the fields of one message in `source` between `from` and `to`. Varints above 2^53 lose precision.
 * @throws RangeError when the bytes are no well-formed message.
 */
export function visitFields(source: Uint8Array, from: number, to: number, visit: FieldVisitor): void {
  let offset = from;
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = offset < to ? source[offset++] : undefined;
      if (byte === undefined || scale > 2 ** 63) throw new RangeError(`malformed varint before offset ${offset}`);
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  while (offset < to) {
    const tag = varint();
    const kind = tag & 7;
    const at = offset;
    const value = kind === 1 || kind === 5 ? 0 : varint();
    const length = kind === 0 ? 0 : kind === 1 ? 8 : kind === 5 ? 4 : kind === 2 ? value : Number.NaN;
    const end = offset + length;
    if (!(end <= to)) throw new RangeError(`field ${tag >>> 3} at offset ${offset} reaches beyond its message`);
    visit(tag >>> 3, kind === 0 ? value : offset, end, kind === 0 ? at : offset);
    offset = end;
  }
}
