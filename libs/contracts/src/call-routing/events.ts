import { ForeignId, Instant, OneOf } from '../fields/index.js';
import { messageType } from '../message-type.js';
import { attitudes } from '../customer-value/values.js';

/** Somebody rated how a customer met them (RT-21). */
export class AttitudeRatedV1 {
  @ForeignId()
  readonly customerId!: string;

  @ForeignId()
  readonly ratingId!: string;

  @OneOf(attitudes)
  readonly attitude!: (typeof attitudes)[number];

  /** Who says so. */
  @ForeignId()
  readonly ratedBy!: string;

  /** From what: the call, the mail. */
  @ForeignId()
  readonly ratedFrom!: string;

  @Instant()
  readonly ratedAt!: string;
}

/** "I'll switch to …" (RT-28). */
export class ChurnThreatenedV1 {
  @ForeignId()
  readonly customerId!: string;

  @ForeignId()
  readonly threatId!: string;

  /** As the policy's list names it. */
  @ForeignId()
  readonly competitor!: string;

  @Instant()
  readonly threatenedAt!: string;
}

/** What call routing publishes. */
export const callRoutingEvents = {
  attitudeRated: messageType('AttitudeRated', 1, AttitudeRatedV1),
  churnThreatened: messageType('ChurnThreatened', 1, ChurnThreatenedV1),
} as const;
