import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { customerValueTopics } from '@tierline/contracts';
import type { LocalDate } from '@tierline/kernel';
import fc from 'fast-check';
import { factRecord } from '../fact.js';
import { customer } from '../testing/churn.js';
import { customerMapping, historyOf, type Circumstances } from './mapping.js';
import { CUSTOMER_COLUMNS, type CustomerRow } from './row.js';

const circumstances: Circumstances = { asOf: '2025-09-30' as LocalDate, zone: 'America/Denver', currency: 'USD' };
const history = (row: Partial<CustomerRow> = {}) => historyOf({ ...customer, ...row }, circumstances);
const told = (row: Partial<CustomerRow>, name: string) =>
  history(row)
    .filter(({ type }) => type.name === name)
    .map(({ data }) => data);
const anyCustomer = fc.record<CustomerRow>({
  customerId: fc.stringMatching(/^[\w.:-]{1,48}$/),
  tenure: fc.integer({ min: 0, max: 100 }),
  hasSeveralLines: fc.boolean(),
  internet: fc.constantFrom('No', 'DSL', 'Fiber optic'),
  contract: fc.constantFrom('Month-to-month', 'One year', 'Two year'),
  payment: fc.constantFrom('Electronic check', 'Mailed check', 'Credit card (automatic)'),
  monthlyMinor: fc.integer({ min: 0, max: 99_999_999 }),
  totalMinor: fc.integer({ min: 0, max: 99_999_999 }),
  hasLeft: fc.boolean(),
});

describe('the history that a row stands for', () => {
  it('begins with the account, its class, its line and plan, and goes on with the bills', () => {
    expect(history().map(({ type }) => type.name)).toEqual([
      ...['RecordCustomerOpened', 'RecordAccountClassified', 'RecordLineAdded', 'RecordPlanTaken'],
      ...Array.from({ length: 4 }, () => 'RecordBillPaid'),
    ]);
    expect(told({}, 'RecordCustomerOpened')).toEqual([{ openedOn: '2025-05-01', zone: 'America/Denver' }]);
    expect(told({ tenure: 13 }, 'RecordCustomerOpened')).toMatchObject([{ openedOn: '2024-08-01' }]);
    expect(told({ tenure: 0 }, 'RecordCustomerOpened')).toMatchObject([{ openedOn: '2025-09-01' }]);
  });

  it('has a plan at the monthly charge', () => {
    expect(told({}, 'RecordPlanTaken')).toMatchObject([
      { plan: 'dsl', data: 'unlimited', monthly: { amountMinor: 5_005, currency: 'USD' } },
    ]);
    expect(told({ internet: 'No' }, 'RecordPlanTaken')).toMatchObject([{ plan: 'telephone', data: 'metered' }]);
  });

  it.each<[CustomerRow['contract'], number, readonly string[]]>([
    ['Month-to-month', 40, []],
    ['One year', 0, ['2025-09-01']],
    ['One year', 12, ['2024-09-01']],
    ['One year', 13, ['2024-08-01', '2025-08-01']],
    ['Two year', 49, ['2021-08-01', '2023-08-01', '2025-08-01']],
  ])('CV-13: has the commitments of a contract of %s after %i months', (contract, tenure, begun) => {
    const terms = history({ contract, tenure }).filter(({ type }) => type.name.startsWith('RecordCommitment'));
    expect(terms.map(({ data }) => Reflect.get(data, 'begunOn') as string)).toEqual(begun);
    expect(terms.map(({ type }) => type.name)).toEqual(
      begun.map((_, term) => (term === 0 ? 'RecordCommitmentBegun' : 'RecordCommitmentRenewed')),
    );
  });

  it('ends every line of a customer who has left, and none of another', () => {
    expect(told({ hasLeft: true, hasSeveralLines: true }, 'RecordLineEnded')).toEqual([
      { lineId: '1111-AAAAA-1', endedOn: '2025-09-30' },
      { lineId: '1111-AAAAA-2', endedOn: '2025-09-30' },
    ]);
    expect(told({ hasSeveralLines: true }, 'RecordLineEnded')).toEqual([]);
  });

  it('has a bill for each month of tenure, due before the file was made, and to the cent what was charged in total', () => {
    fc.assert(
      fc.property(anyCustomer, (row) => {
        const paid = told(row, 'RecordBillPaid') as { amount: { amountMinor: number }; dueOn: string }[];
        expect(paid).toHaveLength(row.tenure);
        expect(paid.every(({ dueOn }) => dueOn < '2025-09-01')).toBe(true);
        const sum = paid.reduce((all, { amount }) => all + amount.amountMinor, 0);
        expect(sum).toBe(row.tenure === 0 ? 0 : row.totalMinor);
      }),
    );
  });

  it.each<[CustomerRow['payment'], number]>([
    ['Electronic check', 80],
    ['Mailed check', 40],
    ['Credit card (automatic)', 0],
    ['Bank transfer (automatic)', 0],
  ])('CV-02: pays late by %s about as often as it is declared: %i of 1,000', (payment, declared) => {
    const paid = Array.from({ length: 100 }, (_, number) =>
      told({ customerId: `c${number}`, payment, tenure: 40 }, 'RecordBillPaid'),
    ).flat() as { dueOn: string; paidAt: string }[];
    const late = paid.filter(({ dueOn, paidAt }) => paidAt.slice(0, 10) > dueOn).length;
    expect(late).toBeGreaterThanOrEqual(declared * 4 * 0.75);
    expect(late).toBeLessThanOrEqual(declared * 4 * 1.25);
  });

  it('is what the doors take, whatever the row says, with the same ids each time and no id twice', () => {
    const ids = (row: CustomerRow) =>
      historyOf(row, circumstances).map(
        (fact) => factRecord(customerValueTopics, '/spec', row.customerId, fact).commandId,
      );
    fc.assert(
      fc.property(anyCustomer, (row) => {
        const found = ids(row);
        expect(new Set(found).size).toBe(found.length);
        expect(ids({ ...row })).toEqual(found);
      }),
      { numRuns: 30 },
    );
  });

  it('is another fact under another id when the row says something else', () => {
    const [opened] = history();
    const [later] = history({ tenure: 5 });
    if (!opened || !later) throw new Error('a history begins with the account');
    const idOf = (fact: typeof opened) => factRecord(customerValueTopics, '/spec', 'c1', fact).headers['ce_id'];
    expect(idOf(later)).not.toBe(idOf(opened));
  });
});

describe('the table of what is made of which column', () => {
  const text = readFileSync(new URL('../../../../../docs/importing-customers.md', import.meta.url), 'utf8');

  it('uses every column that a row needs, and no other', () => {
    const used = new Set(['customerID', ...customerMapping.flatMap(({ columns }) => columns)]);
    expect([...used].sort()).toEqual([...CUSTOMER_COLUMNS].sort());
  });

  it.each(customerMapping)('is told in docs/importing-customers.md: $columns', ({ columns, types, invented }) => {
    const cells = [columns, types.map(({ name }) => name)].map((names) =>
      names.map((name) => `\`${name}\``).join(', '),
    );
    const row = text.split('\n').find((line) => cells.every((cell) => line.includes(`| ${cell} `)));
    expect(row).toContain(invented);
  });
});
