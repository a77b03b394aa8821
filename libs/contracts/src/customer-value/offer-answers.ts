import { ArrayMaxSize, IsArray, IsIn } from 'class-validator';
import { ForeignId, Instant, Nested, OneOf, Optional } from '../fields/index.js';
import { offerParts } from './desk-commands.js';

/** Where an offer can stand. */
export const offerStatuses = ['open', 'accepted', 'declined'] as const;

const channels = ['phone', 'store', 'system'] as const;

/** What the customer was told, or has agreed to, when and by which channel (CV-19). */
export class ForfeitureStepV1 {
  /** The plan that would be lost. */
  @ForeignId()
  readonly plan!: string;

  @Instant()
  readonly at!: string;

  @OneOf(channels)
  readonly channel!: (typeof channels)[number];
}

/** What was offered, and what became of it (RT-17, CV-19). */
export class OfferV1 {
  @ForeignId()
  readonly offerId!: string;

  @ForeignId()
  readonly customerId!: string;

  @ForeignId()
  readonly lineId!: string;

  @IsArray()
  @ArrayMaxSize(offerParts.length)
  @IsIn(offerParts, { each: true })
  readonly parts!: readonly (typeof offerParts)[number][];

  @OneOf(offerStatuses)
  readonly status!: (typeof offerStatuses)[number];

  @Optional()
  @Nested(() => ForfeitureStepV1)
  readonly disclosed?: ForfeitureStepV1;

  @Optional()
  @Nested(() => ForfeitureStepV1)
  readonly consented?: ForfeitureStepV1;

  /** The grandfathered plan that was lost with the acceptance. */
  @Optional()
  @ForeignId()
  readonly forfeitedPlan?: string;

  @Instant()
  readonly madeAt!: string;

  @Instant()
  readonly changedAt!: string;
}
