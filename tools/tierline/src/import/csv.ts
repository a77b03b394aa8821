import { parse, type CsvError, type Info } from 'csv-parse';
import type { Readable } from 'node:stream';
import { EXIT, Refusal } from '../cli.js';

/** A row of a file, its cells by the names of their columns. */
export interface CsvRow {
  /** Where it begins, from 1 as an editor counts. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** What is wrong with a row. */
export interface RowProblem {
  /** Empty when it is the row as a whole. */
  readonly column: string;
  readonly reason: string;
}

/** A row that was not taken. */
export interface RejectedRow {
  readonly line: number;
  readonly problems: readonly RowProblem[];
}

/** Whether something that was read is a row that was not taken. */
export const isRejected = (read: object): read is RejectedRow => 'problems' in read;

/** Bounds what a quote that is not closed can swallow. */
const LONGEST_ROW = 64 * 1024;
const OPENING_QUOTE = 'INVALID_OPENING_QUOTE';
/** After the last three nobody can tell any more where a row begins. */
const REASONS: Readonly<Record<string, string>> = {
  [OPENING_QUOTE]: 'has a quote inside a cell that does not begin with one',
  CSV_INVALID_CLOSING_QUOTE: 'has something behind a quote that closes a cell; nothing after it was read',
  CSV_QUOTE_NOT_CLOSED: 'opens a quote that is never closed; nothing after it was read',
  CSV_MAX_RECORD_SIZE: `is longer than ${LONGEST_ROW} bytes; nothing after it was read`,
};

/**
 * Reads comma-separated text with a header row by row (RFC 4180; a byte order mark, LF and empty lines are taken as well), in
 * memory that does not grow with the file.
 *
 * @param needed columns that there must be; others may stand beside them
 * @throws {Refusal} when the header lacks one of them, or has one twice, and when the file cannot be read
 */
export async function* readCsv(file: Readable, needed: readonly string[]): AsyncGenerator<CsvRow | RejectedRow> {
  const wrong: CsvError[] = [];
  const parser = parse({
    ...{ info: true, bom: true, skip_empty_lines: true, max_record_size: LONGEST_ROW },
    ...{ relax_column_count: true, skip_records_with_error: true },
    on_skip: (error) => {
      if (error) wrong.push(error);
      return undefined;
    },
  });
  file.once('error', (cause) => parser.destroy(new Refusal(`the file cannot be read: ${cause.message}`, EXIT.notDone)));
  const rows = file.pipe(parser) as AsyncIterable<{ readonly record: readonly string[]; readonly info: Info }>;
  let header: readonly string[] | undefined;
  let lastLine = 0;
  /** Tells what went wrong before a row. @returns whether there is nothing more to be read */
  const tellWrong = function* (before: number): Generator<RejectedRow, boolean> {
    for (let error = wrong[0]; error && Number(error['records']) < before; error = wrong[0]) {
      wrong.shift();
      const { code } = error;
      // The parser counts where an open quote has led it.
      const line = code === OPENING_QUOTE ? Number(error['lines']) : lastLine + 1;
      lastLine = line;
      yield wholeRow(line, REASONS[code] ?? `is no row: ${code}`);
      if (code !== OPENING_QUOTE) return true;
    }
    return false;
  };
  try {
    for await (const { record, info } of rows) {
      if (yield* tellWrong(info.records)) return;
      lastLine = info.lines;
      if (header) yield rowOf(header, record, info.lines);
      else header = checkedHeader(record, needed);
    }
    if (!header) checkedHeader([], needed);
    yield* tellWrong(Number.POSITIVE_INFINITY);
  } finally {
    file.destroy();
  }
}

const wholeRow = (line: number, reason: string): RejectedRow => ({ line, problems: [{ column: '', reason }] });

function rowOf(header: readonly string[], cells: readonly string[], lastLine: number): CsvRow | RejectedRow {
  const line = lastLine - (cells.join('').split('\n').length - 1);
  if (cells.length !== header.length)
    return wholeRow(line, `has ${cells.length} cells, and the header has ${header.length}`);
  return { line, cells: Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ''])) };
}

function checkedHeader(header: readonly string[], needed: readonly string[]): readonly string[] {
  const missing = needed.filter((name) => !header.includes(name));
  if (missing.length > 0) throw new Refusal(`the header has no ${missing.join(', no ')}`, EXIT.notDone);
  const twice = needed.filter((name) => header.indexOf(name) !== header.lastIndexOf(name));
  if (twice.length > 0) throw new Refusal(`the header has ${twice.join(' and ')} twice`, EXIT.notDone);
  return header;
}
