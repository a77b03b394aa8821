import { localDate, schema, type EventSchemas, type Schema } from '@tierline/kernel';
import type { ConcessionTerms } from './concession-terms.js';
import type {
  ConcessionDecidedOtherwise,
  ConcessionDenied,
  ConcessionGranted,
  DiscretionaryShare,
} from './customer.events.js';
import { ATTITUDES, AUTHORITY_ROLES, CONCESSION_KINDS, EFFORTS, type ConcessionId, type SealedText } from './values.js';
import { anyInteger, count, customerValue, money, ofCustomer } from './values.schemas.js';

const { nullOr, object, oneOf, optional, someText, variants } = schema;

const terms: Schema<ConcessionTerms> = object({
  value: customerValue,
  attitude: oneOf(...ATTITUDES),
  effort: oneOf(...EFFORTS),
  feeOwedMinor: count,
  ceilingMinor: count,
  worthMinor: count,
  feeReductionMinor: count,
  grantedLatelyMinor: count,
  availableMinor: count,
});
const share: Schema<DiscretionaryShare> = object({ byPolicyMinor: count, bySupervisorMinor: anyInteger });
const decided = {
  ...ofCustomer,
  concessionId: someText<ConcessionId>(),
  kind: oneOf(...CONCESSION_KINDS),
  requested: money,
  outcome: oneOf('discretionary' as const),
  decidedOn: localDate,
  terms,
};

/** What is stored of decisions at our discretion. */
export const concessionSchemas: EventSchemas<ConcessionGranted | ConcessionDenied | ConcessionDecidedOtherwise> = {
  ConcessionGranted: object({ ...decided, granted: money, share }),
  ConcessionDenied: variants<ConcessionDenied['data'], 'reason'>('reason', {
    'too-little-on-offer': object({ ...decided, reason: oneOf('too-little-on-offer') }),
    'beyond-authority': object({
      ...decided,
      reason: oneOf('beyond-authority'),
      neededRole: nullOr(oneOf(...AUTHORITY_ROLES)),
    }),
  }),
  ConcessionDecidedOtherwise: object<ConcessionDecidedOtherwise['data']>({
    ...decided,
    granted: money,
    share,
    reason: oneOf('loyalty', 'our-mistake', 'hardship', 'misuse', 'other'),
    remark: optional(someText<SealedText>()),
    decidedBy: someText(),
  }),
};
