import {
  reject,
  unreachable,
  type Command,
  type Decider,
  type Instant,
  type NoFacts,
  type Rejection,
  type RuleId,
} from '@tierline/kernel';
import { isAhead, type Dated } from './dated.js';
import type { DeviceUnlockPolicyValues } from './policy-values.js';
import {
  answersOf,
  evolveRetailerEnquiry,
  type Enquiry,
  type RetailerAnswer,
  type RetailerEnquiry,
  type RetailerEnquiryEvent,
} from './retailer-enquiry.events.js';
import { isSameValue } from './same-value.js';
import type { RequestId } from './values.js';

interface OfRequest {
  readonly requestId: RequestId;
}

/** A retailer is to be asked. `dueAt`: when the policy's business days for the answer are over. */
export type AskRetailer = Command<'AskRetailer', Enquiry, { readonly dueAt: Instant }>;

/** The retailer has answered. */
export type RecordRetailerAnswer = Command<
  'RecordRetailerAnswer',
  OfRequest & { readonly answer: RetailerAnswer },
  Dated
>;

/** The deadline has passed. */
export type ReportMissedRetailerDeadline = Command<'ReportMissedRetailerDeadline', OfRequest, NoFacts>;

export type RetailerEnquiryCommand = AskRetailer | RecordRetailerAnswer | ReportMissedRetailerDeadline;

/** Why a command on an enquiry was refused, with the rule that each reason rests on. */
export const RETAILER_ENQUIRY_REJECTIONS = {
  'enquiry-already-exists': 'DU-07',
  'retailer-not-asked': 'DU-07',
  'answer-dated-in-the-future': 'DU-07',
  'deadline-not-reached': 'DU-07',
} as const satisfies Record<string, RuleId>;

export type RetailerEnquiryRejection = keyof typeof RETAILER_ENQUIRY_REJECTIONS;

type Decision = readonly RetailerEnquiryEvent[] | Rejection<RetailerEnquiryRejection>;
const no = (reason: RetailerEnquiryRejection) => reject(reason, RETAILER_ENQUIRY_REJECTIONS[reason]);

/** Keeps what a retailer was asked and what it answered, in time or late (DU-07). */
export const retailerEnquiryDecider: Decider<
  RetailerEnquiryCommand,
  RetailerEnquiryEvent,
  RetailerEnquiry,
  RetailerEnquiryRejection,
  DeviceUnlockPolicyValues
> = {
  initial: { status: 'none' },
  decide: (command, state) => {
    switch (command.type) {
      case 'AskRetailer':
        return askRetailer(command, state);
      case 'RecordRetailerAnswer':
        return recordAnswer(command, state);
      case 'ReportMissedRetailerDeadline':
        return reportMissedDeadline(command, state);
      default:
        return unreachable(command);
    }
  },
  evolve: evolveRetailerEnquiry,
};

function askRetailer({ data, at, facts: { dueAt } }: AskRetailer, state: RetailerEnquiry): Decision {
  if (state.status === 'none') return [{ type: 'RetailerAsked', data: { ...data, at, dueAt } }];
  const { enquiry } = state;
  return isSameValue({ ...data, dueAt: enquiry.dueAt }, enquiry) ? [] : no('enquiry-already-exists');
}

function recordAnswer(
  { data: { requestId, answer }, at, facts }: RecordRetailerAnswer,
  state: RetailerEnquiry,
): Decision {
  if (state.status === 'none') return no('retailer-not-asked');
  const given = answersOf(state);
  if (given.some((each) => isSameValue(each, answer))) return [];
  if (answer.kind === 'sold' && isAhead(answer.purchase.purchasedOn, facts)) return no('answer-dated-in-the-future');
  if (given.length > 0) return [{ type: 'RetailerContradictedItself', data: { requestId, at, answer } }];
  return [{ type: 'RetailerAnswered', data: { requestId, at, answer, isLate: at > state.enquiry.dueAt } }];
}

function reportMissedDeadline(
  { data: { requestId }, at }: ReportMissedRetailerDeadline,
  state: RetailerEnquiry,
): Decision {
  if (state.status === 'none') return no('retailer-not-asked');
  if (state.status !== 'asked') return [];
  const { dueAt } = state.enquiry;
  return at > dueAt ? [{ type: 'RetailerDeadlineMissed', data: { requestId, at, dueAt } }] : no('deadline-not-reached');
}
