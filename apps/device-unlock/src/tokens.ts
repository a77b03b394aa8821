import type { DeviceIdentityV1 } from '@tierline/contracts';
import type { DeviceToken, ReceiptToken } from '@tierline/device-unlock';
import type { Directory } from '@tierline/platform';

/** An IMEI and an IMEISV of one device share these digits: type allocation code and serial number (DU-14). */
const DEVICE_DIGITS = 14;

/** The one form in which two identities of one device are equal. */
export const canonicalIdentity = ({ kind, value }: DeviceIdentityV1): string =>
  kind === 'serial' ? `serial:${value}` : `imei:${value.slice(0, DEVICE_DIGITS)}`;

/** Replaces personal values by the tokens that stand for them, which is all that decisions and streams see. */
export const tokens = (directory: Directory) => ({
  device: async (identity: DeviceIdentityV1) =>
    (await directory.tokenFor('device', canonicalIdentity(identity))) as DeviceToken,
  /** White space and capitals are the printer's, not the receipt's. */
  receipt: async (number: string) =>
    (await directory.tokenFor('receipt', number.replaceAll(/\s/g, '').toUpperCase())) as ReceiptToken,
});

export type Tokens = ReturnType<typeof tokens>;
