import { recordName, type PutAside } from '@tierline/platform';
import { printable } from '../table.js';
import type { RejectedRow } from './csv.js';
import type { AnswerCounts } from './door/answers.js';
import type { Counts } from './progress.js';

/** What became of an import. */
export interface Summary extends Omit<Counts, 'taken' | 'sent'> {
  readonly facts: number;
  readonly accepted: number;
  readonly noEffect: number;
  /** By reason. */
  readonly refused: Readonly<Record<string, number>>;
  /** Answered in an earlier import. */
  readonly known: number;
  readonly putAside: readonly { readonly id: string; readonly reason: string }[];
  readonly seconds: number;
  /** The most that the importer had of memory (RSS). */
  readonly memoryBytes: number;
}

/** Puts together what was counted. @param aside of the facts that were sent; these were taken, and nothing has answered them */
export const summaryOf = (
  { taken: _, sent, ...counts }: Counts,
  { accepted, noEffect, refused, known }: AnswerCounts,
  aside: readonly PutAside[],
  { seconds, memoryBytes }: Pick<Summary, 'seconds' | 'memoryBytes'>,
): Summary => ({
  ...counts,
  facts: sent,
  ...{ accepted, noEffect, refused: Object.fromEntries(refused), known: known - aside.length },
  putAside: aside.map(({ id, cause }) => ({ id: recordName(id), reason: cause.reason })),
  ...{ seconds, memoryBytes },
});

const MEBIBYTE = 2 ** 20;

/** Whether every row was taken, and every fact of it. */
export const isAllTaken = ({ rejected, refused, putAside }: Summary): boolean =>
  rejected === 0 && putAside.length === 0 && Object.keys(refused).length === 0;

/** A summary for a person. */
export function described(summary: Summary): string {
  const { rows, rejected, repeated, customers, facts, accepted, noEffect, refused, known, putAside } = summary;
  const { seconds, memoryBytes } = summary;
  const lines: readonly (readonly [string, number | string])[] = [
    ['rows', rows],
    ['  rejected', rejected],
    ['  repeated', repeated],
    ['customers', customers],
    ['facts sent', facts],
    ['  accepted', accepted],
    ['  already known', known],
    ['  without effect', noEffect],
    ...Object.entries(refused).map(([reason, count]) => [`  refused: ${reason}`, count] as const),
    ...putAside.map(({ id, reason }) => [`  put aside: ${reason}`, id] as const),
    ['seconds', Math.round(seconds)],
    ['rows a second', perSecond(rows, seconds)],
    ['facts a second', perSecond(facts, seconds)],
    ['most memory (RSS)', `${Math.round(memoryBytes / MEBIBYTE)} MiB`],
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  return lines.map(([name, value]) => `${printable(name).padEnd(width)}  ${String(value)}`).join('\n');
}

const perSecond = (count: number, seconds: number): string => (count / seconds).toFixed(1);

/** A row that was not taken, a line for each thing that is wrong with it. */
export const describedRow = ({ line, problems }: RejectedRow): string =>
  problems
    .map(({ column, reason }) => printable(`line ${line}${column === '' ? '' : `, ${column}`}: ${reason}`))
    .join('\n');
