import { unreachable, UnreachableValue, type Instant, type Message } from '@tierline/kernel';
import type { Purchase, ReceiptToken, RequestId, DeviceToken } from './values.js';

/** The category of the streams of questions to retailers about a purchase that the maker does not know, one by request id. */
export const RETAILER_ENQUIRY = 'device_unlock.retailer_enquiry';

/** What a retailer is asked: whether it sold this device under this receipt. */
export interface Enquiry {
  readonly requestId: RequestId;
  readonly device: DeviceToken;
  readonly seller: string;
  readonly receiptNumber: ReceiptToken;
}

/** What a retailer says: its own record of the purchase, or that it has none. */
export type RetailerAnswer = { readonly kind: 'sold'; readonly purchase: Purchase } | { readonly kind: 'not-sold' };

type Of<Type extends string, Data extends object> = Message<
  Type,
  { readonly requestId: RequestId; readonly at: Instant } & Data
>;

export type RetailerAsked = Of<'RetailerAsked', Enquiry & { readonly dueAt: Instant }>;
/** An answer that comes late counts as much as one in time. */
export type RetailerAnswered = Of<'RetailerAnswered', { readonly answer: RetailerAnswer; readonly isLate: boolean }>;
/** The retailer says something else than before. Both answers are kept, and neither counts. */
export type RetailerContradictedItself = Of<'RetailerContradictedItself', { readonly answer: RetailerAnswer }>;
export type RetailerDeadlineMissed = Of<'RetailerDeadlineMissed', { readonly dueAt: Instant }>;

export type RetailerEnquiryEvent =
  RetailerAsked | RetailerAnswered | RetailerContradictedItself | RetailerDeadlineMissed;

type Due = Enquiry & { readonly dueAt: Instant };

/** Where an enquiry stands. */
export type RetailerEnquiry =
  | { readonly status: 'none' }
  | { readonly status: 'asked' | 'overdue'; readonly enquiry: Due }
  | { readonly status: 'answered'; readonly enquiry: Due; readonly answer: RetailerAnswer }
  | { readonly status: 'contradicted'; readonly enquiry: Due; readonly answers: readonly RetailerAnswer[] };

/** Every answer of the retailer, in the order in which they came. */
export function answersOf(state: RetailerEnquiry): readonly RetailerAnswer[] {
  if (state.status === 'answered') return [state.answer];
  return state.status === 'contradicted' ? state.answers : [];
}

/**
 * The state after a further event.
 *
 * @throws {UnreachableValue} when the stream does not begin with a question, so no decider of this build wrote it
 */
export function evolveRetailerEnquiry(state: RetailerEnquiry, event: RetailerEnquiryEvent): RetailerEnquiry {
  if (event.type === 'RetailerAsked') {
    const { requestId, device, seller, receiptNumber, dueAt } = event.data;
    return { status: 'asked', enquiry: { requestId, device, seller, receiptNumber, dueAt } };
  }
  if (state.status === 'none') throw new UnreachableValue(event);
  const { enquiry } = state;
  switch (event.type) {
    case 'RetailerAnswered':
      return { status: 'answered', enquiry, answer: event.data.answer };
    case 'RetailerContradictedItself':
      return { status: 'contradicted', enquiry, answers: [...answersOf(state), event.data.answer] };
    case 'RetailerDeadlineMissed':
      return { status: 'overdue', enquiry };
    default:
      return unreachable(event);
  }
}
