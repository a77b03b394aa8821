import { addDays, type LocalDate } from '@tierline/kernel';
import { uuidOf } from '@tierline/platform';
import { monthsFrom } from './calendar.js';
import type { CustomerRow } from './row.js';

/** A month's bill, and when it was paid. */
export interface Bill {
  readonly billId: string;
  readonly amountMinor: number;
  readonly dueOn: LocalDate;
  readonly paidOn: LocalDate;
}

/** Days from the issue of a bill until it is due. */
const TERM = 20;
/** How many days after it is due a late bill is paid. */
const LATE = 10;
/** Of a thousand bills, those that are paid late. */
const LATE_PER_MILLE = {
  'Electronic check': 80,
  'Mailed check': 40,
  'Bank transfer (automatic)': 0,
  'Credit card (automatic)': 0,
} as const satisfies Record<CustomerRow['payment'], number>;

/**
 * The bills of a customer's months, the last one of the month before the file was made: all are due by then.
 *
 * `TotalCharges` is shared among them evenly, the cents that are left on the last one. Whether one was paid late looks like chance
 * and is not: the same bill is late in every import.
 */
export function billsOf(
  { customerId, tenure, totalMinor, payment }: CustomerRow,
  openedOn: LocalDate,
): readonly Bill[] {
  const share = Math.floor(totalMinor / tenure);
  return monthsFrom(openedOn, tenure).map((issuedOn, index) => {
    const billId = `${customerId}-${issuedOn.slice(0, 7)}`;
    const dueOn = addDays(issuedOn, TERM);
    return {
      ...{ billId, dueOn },
      amountMinor: index === tenure - 1 ? totalMinor - share * index : share,
      paidOn: lot(billId) < LATE_PER_MILLE[payment] ? addDays(dueOn, LATE) : dueOn,
    };
  });
}

/** A number below 1,000, always the same for the same bill. */
const lot = (billId: string): number => Number.parseInt(uuidOf(['paid-late', billId]).slice(0, 8), 16) % 1_000;
