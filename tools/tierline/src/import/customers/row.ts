import type { CsvRow, RejectedRow, RowProblem } from '../csv.js';

const INTERNET = ['No', 'DSL', 'Fiber optic'] as const;
const CONTRACTS = ['Month-to-month', 'One year', 'Two year'] as const;
const PAYMENTS = ['Electronic check', 'Mailed check', 'Bank transfer (automatic)', 'Credit card (automatic)'] as const;

/** A customer as a row tells of them. Amounts are in minor units. */
export interface CustomerRow {
  readonly customerId: string;
  /** Months. */
  readonly tenure: number;
  readonly hasSeveralLines: boolean;
  readonly internet: (typeof INTERNET)[number];
  readonly contract: (typeof CONTRACTS)[number];
  readonly payment: (typeof PAYMENTS)[number];
  readonly monthlyMinor: number;
  /** Of all months together. */
  readonly totalMinor: number;
  readonly hasLeft: boolean;
}

/** Of these columns facts are made; others of the file are left out. */
export const CUSTOMER_COLUMNS = [
  ...['customerID', 'tenure', 'MultipleLines', 'InternetService', 'Contract'],
  ...['PaymentMethod', 'MonthlyCharges', 'TotalCharges', 'Churn'],
] as const satisfies readonly string[];

/** Ids of bills and lines begin with it, and have 64 characters at most. */
const ID = /^[\w.:-]{1,48}$/;
const MOST_MONTHS = 1_200;
const AMOUNT = /^(\d{1,6})(?:\.(\d{1,2}))?$/;

/** Reads a row. @returns everything that is wrong with it, when something is */
export function readCustomer({ line, cells }: CsvRow): CustomerRow | RejectedRow {
  const problems: RowProblem[] = [];
  const wrong = (column: string, reason: string) => {
    problems.push({ column, reason });
  };
  const cell = (column: string) => cells[column] ?? '';
  const oneOf = <Word extends string>(column: string, words: readonly [Word, ...Word[]]): Word => {
    const word = words.find((each) => each === cell(column));
    if (word === undefined) wrong(column, `must be one of ${words.join(', ')}, and is ${JSON.stringify(cell(column))}`);
    return word ?? words[0];
  };
  const amount = (column: string): number => {
    const [, whole, cents = ''] = AMOUNT.exec(cell(column)) ?? [];
    if (whole === undefined) wrong(column, `must be an amount as 29.85, and is ${JSON.stringify(cell(column))}`);
    return Number(whole) * 100 + Number(cents.padEnd(2, '0'));
  };

  const customerId = cell('customerID');
  if (customerId === '') wrong('customerID', 'is missing');
  else if (!ID.test(customerId)) wrong('customerID', 'must be 1 to 48 letters, digits and ._:-');
  const tenure = /^\d{1,4}$/.test(cell('tenure')) ? Number(cell('tenure')) : Number.NaN;
  if (!(tenure <= MOST_MONTHS))
    wrong('tenure', `must be whole months, ${MOST_MONTHS} at most, and is ${JSON.stringify(cell('tenure'))}`);
  const customer: CustomerRow = {
    ...{ customerId, tenure },
    hasSeveralLines: oneOf('MultipleLines', ['No', 'Yes', 'No phone service']) === 'Yes',
    internet: oneOf('InternetService', INTERNET),
    contract: oneOf('Contract', CONTRACTS),
    payment: oneOf('PaymentMethod', PAYMENTS),
    monthlyMinor: amount('MonthlyCharges'),
    // Nothing was billed yet, and the file leaves it out.
    totalMinor: tenure === 0 && cell('TotalCharges').trim() === '' ? 0 : amount('TotalCharges'),
    hasLeft: oneOf('Churn', ['No', 'Yes']) === 'Yes',
  };
  if (tenure === 0 && customer.totalMinor > 0) wrong('TotalCharges', 'must be 0 or blank where tenure is 0');
  return problems.length > 0 ? { line, problems } : customer;
}
