import type { Instant, Message } from '@tierline/kernel';
import type { SellerStatus } from './policy-values.js';
import { addReport, type Report, type Reports } from './reports.js';
import type { SellerId } from './values.js';

/** The category of the streams of what the register of retailers says, one by seller. */
export const SELLER_STANDING = 'device_unlock.seller_standing';

/** What the register says of a seller (DU-08). */
export interface SellerStanding extends Report {
  readonly seller: SellerId;
  readonly standing: SellerStatus;
}

export type SellerStandingReported = Message<'SellerStandingReported', SellerStanding & { readonly at: Instant }>;

export type SellerStandingEvent = SellerStandingReported;

export type SellerStandingState = Reports<SellerStanding>;

/** The state after a further event. */
export function evolveSellerStanding(state: SellerStandingState, { data }: SellerStandingEvent): SellerStandingState {
  const { seller, standing, asOf } = data;
  return addReport(state, { seller, standing, asOf });
}
