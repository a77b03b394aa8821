import type { Branded, Fact, LocalDate } from '@tierline/kernel';

export type { LocalDate };

/** Stands for an IMEI or serial number. Two tokens are equal exactly when the values behind them are. */
export type DeviceToken = Branded<'DeviceToken'>;

/** Stands for the number on a receipt. Two tokens are equal exactly when the values behind them are. */
export type ReceiptToken = Branded<'ReceiptToken'>;

/** An unlock code that only the door that shows it can open. Nothing here looks inside. */
export type SealedCode = Branded<'SealedCode'>;

/** A seller, as the register of retailers knows it: its name without regard to case and spacing. */
export type SellerId = Branded<'SellerId'>;

/** Where requests come from: a store, a partner, an application. */
export type SourceId = Branded<'SourceId'>;

/** Stands for a customer's telephone number. Two tokens of one customer are equal exactly when the numbers are. */
export type TelephoneToken = Branded<'TelephoneToken'>;

/** A text that only its own customer's key opens. */
export type SealedText = Branded<'SealedText'>;

export type CustomerId = Branded<'CustomerId'>;
export type RequestId = Branded<'RequestId'>;
export type TradeInId = Branded<'TradeInId'>;

/** An amount in whole minor units (cents for USD, yen for JPY) of an ISO 4217 currency. */
export interface Money {
  readonly amountMinor: number;
  readonly currency: string;
}

/** What a purchase is recognised by (DU-03), as a receipt shows it and as the maker recorded it. */
export interface Purchase {
  readonly device: DeviceToken;
  readonly purchasedOn: LocalDate;
  readonly seller: string;
  readonly price: Money;
  readonly receiptNumber: ReceiptToken;
}

/** Where a fact was read: the decision that cites it is valid as of that revision. */
export type FactReference = Pick<Fact<unknown>, 'stream' | 'revision'>;

/** Cites a fact without repeating what it says. */
export const cite = ({ stream, revision }: Fact<unknown>): FactReference => ({ stream, revision });

/** The id under which the register keeps a seller of this name, so that each writing of it leads to the same entry. */
export const sellerId = (name: string): SellerId => name.trim().replaceAll(/\s+/g, ' ').toLowerCase() as SellerId;
