import { describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { customerValueTopics } from '@tierline/contracts';
import type { LocalDate } from '@tierline/kernel';
import { readCsv } from '../csv.js';
import { csvText, type Instead } from '../testing/churn.js';
import { readCustomers } from './read-customers.js';
import { CUSTOMER_COLUMNS } from './row.js';

const circumstances = { asOf: '2025-09-30' as LocalDate, zone: 'America/Denver', currency: 'USD' };
const read = (...rows: readonly (Instead | string)[]) =>
  Array.fromAsync(
    readCustomers(
      readCsv(Readable.from([csvText(...rows)], { objectMode: false }), CUSTOMER_COLUMNS),
      customerValueTopics,
      circumstances,
    ),
  );
const records = { records: expect.any(Array) as unknown };

describe('the customers of a file', () => {
  it('are told in the order of the file, each under their own key', async () => {
    const found = await read({}, { customerID: '2222-BBBBB' });
    const keys = found.map((each) => ('records' in each ? each.records.map(({ key }) => key) : []));
    expect(keys.map((each) => new Set(each))).toEqual([new Set(['1111-AAAAA']), new Set(['2222-BBBBB'])]);
  });

  it('are taken once when a row is there twice', async () => {
    expect(await read({}, { customerID: '2222-BBBBB' }, {})).toEqual([records, records, { line: 4, repeats: 2 }]);
  });

  it('are rejected when an id is there again with other content', async () => {
    expect(await read({}, { gender: 'Male' })).toEqual([
      records,
      { line: 3, problems: [{ column: 'customerID', reason: 'stands in line 2 with other content' }] },
    ]);
  });

  it('are rejected row by row, and the others are taken', async () => {
    expect(await read({ tenure: 'x' }, 'too,few', {})).toEqual([
      { line: 2, problems: [{ column: 'tenure', reason: expect.any(String) as unknown }] },
      { line: 3, problems: [{ column: '', reason: 'has 2 cells, and the header has 10' }] },
      records,
    ]);
  });

  it('are not known by a row that was rejected', async () => {
    expect(await read({ tenure: 'x' }, {})).toEqual([expect.objectContaining({ line: 2 }), records]);
  });
});
