import { MoneyV1 } from '../device-unlock/values.js';
import { ForeignId, Instant, LocalDate, Nested } from '../fields/index.js';
import { messageType } from '../message-type.js';

abstract class OfBillV1 {
  @ForeignId()
  readonly billId!: string;
}

/** A bill was sent. */
export class RecordBillIssuedV1 extends OfBillV1 {
  @Nested(() => MoneyV1)
  readonly amount!: MoneyV1;

  @LocalDate()
  readonly issuedOn!: string;

  @LocalDate()
  readonly dueOn!: string;
}

/** A bill was paid; whether on time is decided by policy, in the account's zone (CV-02). */
export class RecordBillPaidV1 extends OfBillV1 {
  @Nested(() => MoneyV1)
  readonly amount!: MoneyV1;

  @LocalDate()
  readonly dueOn!: string;

  @Instant()
  readonly paidAt!: string;
}

/** A bill asked for more than was owed: the customer is entitled to the difference. */
export class RecordBillingErrorFoundV1 extends OfBillV1 {
  @Nested(() => MoneyV1)
  readonly billed!: MoneyV1;

  @Nested(() => MoneyV1)
  readonly owed!: MoneyV1;

  @LocalDate()
  readonly foundOn!: string;
}

/** What billing tells. The subject is the customer. */
export const billingFacts = {
  recordBillIssued: messageType('RecordBillIssued', 1, RecordBillIssuedV1),
  recordBillPaid: messageType('RecordBillPaid', 1, RecordBillPaidV1),
  recordBillingErrorFound: messageType('RecordBillingErrorFound', 1, RecordBillingErrorFoundV1),
} as const;
