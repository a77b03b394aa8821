import type { ContextTopics } from '@tierline/contracts';
import { digest, InvalidMessage } from '@tierline/platform';
import { isRejected, type CsvRow, type RejectedRow } from '../csv.js';
import { factRecord, type FactRecord } from '../fact.js';
import { historyOf, type Circumstances } from './mapping.js';
import { readCustomer } from './row.js';

/** A customer's facts, ready to be sent, in their order. */
export interface CustomerRecords {
  readonly records: readonly FactRecord[];
}

/** A row that says again what an earlier one has said. */
export interface RepeatedRow {
  readonly line: number;
  readonly repeats: number;
}

/** Who says what the file says. */
const SOURCE = '/imports/customers';

/** Makes the records of each row's customer. Of each customer the line and a digest of the row are kept until the end. */
export async function* readCustomers(
  rows: AsyncIterable<CsvRow | RejectedRow>,
  topics: ContextTopics,
  circumstances: Circumstances,
): AsyncGenerator<CustomerRecords | RejectedRow | RepeatedRow> {
  const known = new Map<string, { readonly line: number; readonly hash: string }>();
  for await (const row of rows) {
    if (isRejected(row)) {
      yield row;
      continue;
    }
    const customer = readCustomer(row);
    if (isRejected(customer)) {
      yield customer;
      continue;
    }
    const { line } = row;
    const { customerId } = customer;
    const hash = digest.hash(row.cells);
    const before = known.get(customerId);
    if (before) {
      const reason = `stands in line ${before.line} with other content`;
      yield before.hash === hash
        ? { line, repeats: before.line }
        : { line, problems: [{ column: 'customerID', reason }] };
      continue;
    }
    known.set(customerId, { line, hash });
    yield recordsOf(line, () =>
      historyOf(customer, circumstances).map((fact) => factRecord(topics, SOURCE, customerId, fact)),
    );
  }
}

/** What the cells allow and the contracts do not is told in the words of the contracts. */
function recordsOf(line: number, make: () => readonly FactRecord[]): CustomerRecords | RejectedRow {
  try {
    return { records: make() };
  } catch (error) {
    if (!(error instanceof InvalidMessage)) throw error;
    return { line, problems: [{ column: '', reason: error.message }] };
  }
}
