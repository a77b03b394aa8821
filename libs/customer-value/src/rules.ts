import type { RuleId } from '@tierline/kernel';
import type { CustomerEvent, ValueReason } from './customer.events.js';

const OF_CAUSE = {
  merit: ['CV-02', 'CV-08'],
  'high-merit': ['CV-02', 'CV-03'],
  recovery: ['CV-08'],
  'designation-small-business': ['CV-05'],
  'designation-corporate': ['CV-04'],
  'credits-won': ['CV-06', 'CV-08'],
  'late-bills': ['CV-08'],
  'falling-spend': ['CV-08'],
  'loss-of-designation': ['CV-08'],
  'credit-taken-back': ['CV-06', 'CV-23'],
} as const satisfies Record<ValueReason['cause'], readonly RuleId[]>;

const OF_EVENT = {
  CustomerOpened: ['CV-01'],
  BillIssued: ['CV-10'],
  BillPaid: ['CV-02', 'CV-10'],
  BillingErrorFound: ['CV-09'],
  PlanTaken: ['CV-02'],
  DeviceTaken: ['CV-02'],
  LineAdded: ['CV-02'],
  LineEnded: ['CV-02'],
  AccountClassified: ['CV-04', 'CV-05'],
  CommitmentBegun: ['CV-13'],
  CommitmentRenewed: ['CV-13'],
  ComplaintMade: ['CV-06'],
  FaultVerified: ['CV-23'],
  AttitudeRated: ['CV-09'],
  ChurnThreatened: ['CV-11'],
  ValueChanged: ['CV-22'],
  TerminationFeeQuoted: ['CV-13', 'CV-14', 'CV-18'],
  UsageReviewOpened: ['CV-21'],
  UsageReviewClosed: ['CV-21'],
  ConcessionGranted: ['CV-09', 'CV-11'],
  ConcessionDenied: ['CV-09', 'CV-11'],
  ConcessionDecidedOtherwise: ['CV-09'],
  OfferMade: ['CV-19'],
  ForfeitureDisclosed: ['CV-19'],
  ForfeitureConsented: ['CV-19'],
  OfferAccepted: ['CV-19'],
  OfferDeclined: ['CV-19'],
  GrandfatheredPlanForfeited: ['CV-19'],
} as const satisfies Record<CustomerEvent['type'], readonly RuleId[]>;

/** The rules that a reason of a number rests on. */
export const rulesOfReason = ({ cause }: Pick<ValueReason, 'cause'>): readonly RuleId[] => OF_CAUSE[cause];

/** The rules that an event of a customer rests on. */
export function rulesOf(event: CustomerEvent): readonly RuleId[] {
  const rules: readonly RuleId[] = OF_EVENT[event.type];
  if (event.type === 'ValueChanged') return [...rules, ...event.data.reasons.flatMap(rulesOfReason)];
  if (event.type === 'TerminationFeeQuoted' && event.data.status !== 'owed') return ['CV-17'];
  if (event.type === 'ConcessionDenied' && event.data.reason === 'beyond-authority') return ['RT-01'];
  return rules;
}
