const TAC = '49015420';
const SERIAL_DIGITS = 6;

/** An IMEI of its own for every id, with the right check digit (DU-14). */
export function imeiFor(id: string): string {
  const serial = String(BigInt(`0x${id.replaceAll('-', '')}`) % 10n ** BigInt(SERIAL_DIGITS)).padStart(
    SERIAL_DIGITS,
    '0',
  );
  const digits = TAC + serial;
  const sum = Array.from(digits, Number)
    .toReversed()
    .map((digit, place) => (place % 2 === 0 ? digit * 2 : digit))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return digits + String((10 - (sum % 10)) % 10);
}
