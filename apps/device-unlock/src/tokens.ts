import type { Token } from '@tierline/contracts';
import type { DeviceToken, ReceiptToken } from '@tierline/device-unlock';

/** The domain has names of its own for what the directory made. */
export const deviceToken = (token: Token<'device'>) => token as string as DeviceToken;
export const receiptToken = (token: Token<'receipt'>) => token as string as ReceiptToken;
