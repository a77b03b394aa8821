import { Equals, IsBoolean } from 'class-validator';
import { customerValueEvents } from '../customer-value/events.js';
import { ForeignId, Instant, LocalDate, Nested, NestedOneOf, OneOf, type Token } from '../fields/index.js';
import { messageType } from '../message-type.js';
import { SaleV1 } from './sale.js';
import { Device, MoneyV1, RegisteredName, type DeviceIdentityV1 } from './values.js';

/** What forbids every unlock of a device (DU-09). */
export const blockingConditions = ['lost', 'stolen', 'lost-mode', 'managed'] as const;

/** The maker's record of a sale: what a proof of purchase is compared with (DU-03). */
export class RecordPurchaseV1 extends SaleV1 {}

/** What a register says of a device: from a moment on, a condition holds that forbids every unlock, or holds no longer (DU-09). */
export class RecordDeviceStatusV1 {
  @Device()
  readonly device!: DeviceIdentityV1 | Token<'device'>;

  @OneOf(blockingConditions)
  readonly condition!: (typeof blockingConditions)[number];

  @IsBoolean()
  readonly holds!: boolean;

  @Instant()
  readonly occurredAt!: string;
}

/** What the register of retailers says of a seller, as of a moment (DU-08). */
export class RecordSellerStandingV1 {
  @RegisteredName()
  readonly seller!: string;

  @OneOf(['authorised', 'unauthorised', 'liquidating'])
  readonly standing!: 'authorised' | 'unauthorised' | 'liquidating';

  @Instant()
  readonly asOf!: string;
}

/** What billing says of the account that a device is on, as of a moment (DU-11). */
export class RecordAccountStandingV1 {
  @Device()
  readonly device!: DeviceIdentityV1 | Token<'device'>;

  /** Whose account the device is on. */
  @ForeignId()
  readonly customerId!: string;

  /** The first day on which the device was active on that account. */
  @LocalDate()
  readonly activeSince!: string;

  /** `bought-out`: ended before its time, by paying for it. */
  @OneOf(['none', 'running', 'ended', 'bought-out'])
  readonly commitment!: 'none' | 'running' | 'ended' | 'bought-out';

  /** The early-termination fee that is still owed. */
  @Nested(() => MoneyV1)
  readonly feeOwed!: MoneyV1;

  @Instant()
  readonly asOf!: string;
}

/** The retailer's own record of the sale that it was asked about (DU-07). */
export class RetailerSoldV1 extends SaleV1 {
  @Equals('sold')
  readonly kind!: 'sold';
}

/** The retailer has no record of the sale that it was asked about (DU-07). */
export class RetailerNotSoldV1 {
  @Equals('not-sold')
  readonly kind!: 'not-sold';
}

/** A retailer answers what it was asked on behalf of a request, in time or late (DU-07). The subject is the request. */
export class RecordRetailerAnswerV1 {
  @NestedOneOf('kind', { sold: RetailerSoldV1, 'not-sold': RetailerNotSoldV1 })
  readonly answer!: RetailerSoldV1 | RetailerNotSoldV1;
}

/** What other systems tell device unlock. They own these facts: none is ever refused for the order in which it comes. */
export const deviceUnlockFacts = {
  recordPurchase: messageType('RecordPurchase', 1, RecordPurchaseV1),
  recordDeviceStatus: messageType('RecordDeviceStatus', 1, RecordDeviceStatusV1),
  recordSellerStanding: messageType('RecordSellerStanding', 1, RecordSellerStandingV1),
  recordRetailerAnswer: messageType('RecordRetailerAnswer', 1, RecordRetailerAnswerV1),
  recordAccountStanding: messageType('RecordAccountStanding', 1, RecordAccountStandingV1),
  customerStandingChanged: customerValueEvents.customerStandingChanged,
  valueChanged: customerValueEvents.valueChanged,
} as const;
