import { readVarint64, visitFields } from './wire.js';

/** The text of a UUID of two halves of 64 bits each, signed or not. */
export function uuidOfHalves(most: bigint, least: bigint): string {
  const hex = [most, least].map((half) => BigInt.asUintN(64, half).toString(16).padStart(16, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/**
 * Decodes the protocol's `UUID` between `from` and `to`: its text as it came, or made of its two halves; empty where it has neither.
 * @throws RangeError when the bytes are no well-formed message
 */
export function decodeUuid(source: Buffer, from: number, to: number): string {
  let text = '';
  visitFields(source, from, to, (field, value, end) => {
    if (field === 2) text = source.toString('latin1', value, end);
    else if (field === 1) text = decodeHalves(source, value, end);
  });
  return text;
}

function decodeHalves(source: Buffer, from: number, to: number): string {
  let [most, least] = [0n, 0n];
  visitFields(source, from, to, (field, _value, _end, at) => {
    if (field === 1) most = readVarint64(source, at);
    else if (field === 2) least = readVarint64(source, at);
  });
  return uuidOfHalves(most, least);
}
