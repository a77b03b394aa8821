import { IsInt, Max, Min } from 'class-validator';
import { ForeignId, Instant, OneOf } from '../fields/index.js';
import { messageType } from '../message-type.js';

const MOST_VALUED = 5;

/** The value number of a customer, or how the customer meets the staff, is another one as of a moment. */
export class CustomerStandingChangedV1 {
  @ForeignId()
  readonly customerId!: string;

  /** CV-01. */
  @IsInt()
  @Min(0)
  @Max(MOST_VALUED)
  readonly value!: 0 | 1 | 2 | 3 | 4 | 5;

  @OneOf(['bad', 'neutral', 'good'])
  readonly attitude!: 'bad' | 'neutral' | 'good';

  @Instant()
  readonly asOf!: string;
}

/** What customer value publishes. */
export const customerValueEvents = {
  customerStandingChanged: messageType('CustomerStandingChanged', 1, CustomerStandingChangedV1),
} as const;
