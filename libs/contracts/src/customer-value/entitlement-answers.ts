import { Equals } from 'class-validator';
import { MoneyV1 } from '../device-unlock/values.js';
import { ForeignId, Instant, Nested, OneOf, Optional } from '../fields/index.js';
import { claimKinds } from './values.js';

/** Where an entitlement can stand. */
export const entitlementDecisions = ['granted', 'denied'] as const;

/** What a customer was entitled to be given back, by its grounds alone (CV-09, RT-14). */
export class EntitlementV1 {
  @ForeignId()
  readonly customerId!: string;

  @OneOf(claimKinds)
  readonly claim!: (typeof claimKinds)[number];

  /** The bill or the complaint. */
  @ForeignId()
  readonly claimId!: string;

  @Equals('entitled')
  readonly outcome!: 'entitled';

  @OneOf(entitlementDecisions)
  readonly decision!: (typeof entitlementDecisions)[number];

  /** Unless it was denied. */
  @Optional()
  @Nested(() => MoneyV1)
  readonly granted?: MoneyV1;

  /** When it was denied. */
  @Optional()
  @OneOf(['no-grounds', 'nothing-owed'])
  readonly reason?: 'no-grounds' | 'nothing-owed';

  @Instant()
  readonly decidedAt!: string;
}
