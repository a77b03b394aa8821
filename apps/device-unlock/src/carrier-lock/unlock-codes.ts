import { createHmac, hkdfSync } from 'node:crypto';
import type { DeviceToken } from '@tierline/device-unlock';

const KEY_BYTES = 32;
const DIGITS = 16;

/** Knows the code that takes the carrier lock off a device. */
export interface UnlockCodes {
  /** @returns 16 digits, the same for a device whenever it is asked */
  codeOf(device: DeviceToken): string;
}

/**
 * Computes the codes of devices that were locked under a secret of the carrier's, as locks of this kind are made: from the
 * device and the secret alone. Nothing about codes has to be kept, and no list of them can be lost.
 *
 * @param master 32 bytes; the codes' own key is derived from it, so that nothing else is encrypted under that
 */
export function unlockCodes(master: Buffer): UnlockCodes {
  const key = Buffer.from(hkdfSync('sha256', master, '', 'device-unlock carrier codes', KEY_BYTES));
  return {
    codeOf: (device) => {
      const number = BigInt(`0x${createHmac('sha256', key).update(device).digest('hex')}`);
      return String(number % 10n ** BigInt(DIGITS)).padStart(DIGITS, '0');
    },
  };
}
