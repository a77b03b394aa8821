import { LocalDate, Nested, type Token } from '../fields/index.js';
import { Device, MoneyV1, ReceiptNumber, SellerName, type DeviceIdentityV1 } from './values.js';

/** A sale: what its receipt says, and the records of whoever has made it (DU-03). */
export class SaleV1 {
  @Device()
  readonly device!: DeviceIdentityV1 | Token<'device'>;

  @LocalDate()
  readonly purchasedOn!: string;

  @SellerName()
  readonly seller!: string;

  @Nested(() => MoneyV1)
  readonly price!: MoneyV1;

  @ReceiptNumber()
  readonly receiptNumber!: string | Token<'receipt'>;
}
