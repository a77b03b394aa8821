import { billingFacts, orderFacts, type MessageType } from '@tierline/contracts';
import type { LocalDate } from '@tierline/kernel';
import type { Fact } from '../fact.js';
import { billsOf } from './bills.js';
import { monthBefore, monthsFrom } from './calendar.js';
import { CUSTOMER_COLUMNS, type CustomerRow } from './row.js';

/** What is the same for every row, since the file does not say it. */
export interface Circumstances {
  /** When the file was made: months of tenure are counted back from this month. */
  readonly asOf: LocalDate;
  /** Of every account. */
  readonly zone: string;
  readonly currency: string;
}

/** A customer, and when they opened their account. */
interface Known extends Circumstances {
  readonly row: CustomerRow;
  readonly openedOn: LocalDate;
}

/** What facts some columns give. */
export interface Mapping {
  readonly columns: readonly (typeof CUSTOMER_COLUMNS)[number][];
  readonly types: readonly MessageType[];
  /** What of it the file does not say. */
  readonly invented: string;
  readonly facts: (known: Known) => readonly Fact[];
}

const TERM_MONTHS = { 'Month-to-month': 0, 'One year': 12, 'Two year': 24 } as const;
const PLANS = { No: 'telephone', DSL: 'dsl', 'Fiber optic': 'fiber-optic' } as const;
const fact = (type: MessageType, data: object): Fact => ({ type, data });
const linesOf = ({ customerId, hasSeveralLines }: CustomerRow): readonly [string, ...string[]] =>
  hasSeveralLines ? [`${customerId}-1`, `${customerId}-2`] : [`${customerId}-1`];

/** Which facts a row stands for, in the order in which they are told. */
export const customerMapping: readonly Mapping[] = [
  {
    columns: ['customerID', 'tenure'],
    types: [orderFacts.recordCustomerOpened],
    invented: 'The day: the first one of the month that is the tenure before the one of --as-of. The zone: --zone.',
    facts: ({ openedOn, zone }) => [fact(orderFacts.recordCustomerOpened, { openedOn, zone })],
  },
  {
    columns: ['customerID'],
    types: [orderFacts.recordAccountClassified],
    invented: 'That every account is a private one: the rows tell of people.',
    facts: ({ row, openedOn }) => [
      fact(orderFacts.recordAccountClassified, {
        ...{ classificationId: `${row.customerId}-opening`, account: { class: 'consumer' }, asOf: openedOn },
      }),
    ],
  },
  {
    columns: ['MultipleLines'],
    types: [orderFacts.recordLineAdded],
    invented: 'Their ids, that several lines are two, and that they were there from the opening on.',
    facts: ({ row, openedOn }) =>
      linesOf(row).map((lineId) => fact(orderFacts.recordLineAdded, { lineId, addedOn: openedOn })),
  },
  {
    columns: ['InternetService', 'MonthlyCharges'],
    types: [orderFacts.recordPlanTaken],
    invented:
      'The names of plans; that the first line has the plan, at all that is charged, since the opening; that data are unlimited with any internet service. The currency: --currency.',
    facts: ({ row, openedOn, currency }) => [
      fact(orderFacts.recordPlanTaken, {
        ...{ orderId: `${row.customerId}-plan`, lineId: linesOf(row)[0], plan: PLANS[row.internet] },
        ...{ monthly: { amountMinor: row.monthlyMinor, currency }, takenOn: openedOn },
        data: row.internet === 'No' ? 'metered' : 'unlimited',
      }),
    ],
  },
  {
    columns: ['Contract', 'tenure'],
    types: [orderFacts.recordCommitmentBegun, orderFacts.recordCommitmentRenewed],
    invented:
      'That a term began with the opening and was renewed for as long whenever it was over, and that it came with other than specified equipment.',
    facts: ({ row, openedOn }) => {
      const months = TERM_MONTHS[row.contract];
      if (months === 0) return [];
      const began = monthsFrom(openedOn, Math.max(row.tenure, 1)).filter((_, index) => index % months === 0);
      return began.map((begunOn, term) =>
        fact(term === 0 ? orderFacts.recordCommitmentBegun : orderFacts.recordCommitmentRenewed, {
          ...{ commitmentId: `${row.customerId}-term-${term + 1}`, lineId: linesOf(row)[0] },
          ...{ begunOn, months, equipment: 'other' },
        }),
      );
    },
  },
  {
    columns: ['tenure', 'TotalCharges', 'PaymentMethod'],
    types: [billingFacts.recordBillPaid],
    invented:
      'The bills: one on the first of each month, due 20 days later, an even share of the total each; that they were sent is not told, since nothing rests on it. Who paid on time: whoever pays automatically always, on the due day; of the others 80 of 1,000 bills by electronic check and 40 by mailed check were paid 10 days late. The moment: noon, UTC.',
    facts: ({ row, openedOn, currency }) =>
      billsOf(row, openedOn).map(({ paidOn, amountMinor, ...bill }) =>
        fact(billingFacts.recordBillPaid, {
          ...bill,
          ...{ amount: { amountMinor, currency }, paidAt: `${paidOn}T12:00:00.000Z` },
        }),
      ),
  },
  {
    columns: ['Churn'],
    types: [orderFacts.recordLineEnded],
    invented: 'The day: --as-of. The file says within the last month.',
    facts: ({ row, asOf }) =>
      row.hasLeft ? linesOf(row).map((lineId) => fact(orderFacts.recordLineEnded, { lineId, endedOn: asOf })) : [],
  },
];

/** The history that a row stands for, in its order. */
export function historyOf(row: CustomerRow, circumstances: Circumstances): readonly Fact[] {
  const openedOn = monthBefore(circumstances.asOf, row.tenure);
  return customerMapping.flatMap(({ facts }) => facts({ ...circumstances, row, openedOn }));
}
