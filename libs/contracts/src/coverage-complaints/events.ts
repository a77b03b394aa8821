import { IsInt, Max, Min } from 'class-validator';
import { ForeignId, LocalDate } from '../fields/index.js';
import { messageType } from '../message-type.js';

const LONGEST_OUTAGE = 366;

/** What a customer complained about was a fault of the network (CV-23). */
export class FaultVerifiedV1 {
  @ForeignId()
  readonly customerId!: string;

  @ForeignId()
  readonly complaintId!: string;

  @ForeignId()
  readonly lineId!: string;

  @IsInt()
  @Min(0)
  @Max(LONGEST_OUTAGE)
  readonly daysWithoutService!: number;

  @LocalDate()
  readonly verifiedOn!: string;
}

/** What coverage complaints publishes. */
export const coverageComplaintsEvents = {
  faultVerified: messageType('FaultVerified', 1, FaultVerifiedV1),
} as const;
