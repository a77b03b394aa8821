import type { CustomerRow } from '../customers/row.js';

/** The header of a file of customers, with a column that no fact is made of. */
export const HEADER =
  'customerID,gender,tenure,MultipleLines,InternetService,Contract,PaymentMethod,MonthlyCharges,TotalCharges,Churn';

/** Cells of a customer of four months, who pays by themselves each month. */
const cells = {
  customerID: '1111-AAAAA',
  gender: 'Female',
  tenure: '4',
  MultipleLines: 'No',
  InternetService: 'DSL',
  Contract: 'Month-to-month',
  PaymentMethod: 'Mailed check',
  MonthlyCharges: '50.05',
  TotalCharges: '201.5',
  Churn: 'No',
};
/** What a cell is to hold instead. */
export type Instead = Partial<Record<keyof typeof cells, string>>;

/** A row with its line. */
export const csvRow = (instead: Instead = {}, line = 2) => ({ line, cells: { ...cells, ...instead } });

/** The same row as the text of a file has it. */
export const csvText = (...rows: readonly (Instead | string)[]): string =>
  [HEADER, ...rows.map((row) => (typeof row === 'string' ? row : Object.values({ ...cells, ...row }).join(',')))].join(
    '\n',
  );

/** What the row says. */
export const customer: CustomerRow = {
  ...{ customerId: '1111-AAAAA', tenure: 4, hasSeveralLines: false, internet: 'DSL', contract: 'Month-to-month' },
  ...{ payment: 'Mailed check', monthlyMinor: 5_005, totalMinor: 20_150, hasLeft: false },
};
