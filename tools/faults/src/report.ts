import { violationKinds } from './check/violation.js';
import type { RoundResult } from './round.js';

/** What rounds of one fault have shown. Times are in milliseconds. */
export interface FaultReport {
  readonly fault: string;
  readonly rounds: number;
  readonly commands: number;
  /** Records of transactions that were aborted: what a fault left, and nobody may see. */
  readonly aborted: number;
  readonly lost: number;
  readonly doubled: number;
  readonly reordered: number;
  /** Whatever else is not as it must be. */
  readonly wrong: number;
  readonly recovery: { readonly p50: number; readonly max: number };
}

/** What is kept of a round. */
export type RoundSummary = Pick<RoundResult, 'fault' | 'recovery' | 'duration'> & {
  readonly commands: number;
  readonly aborted: number;
  readonly kinds: readonly (keyof typeof violationKinds)[];
};

/** Keeps what a report needs of a round. */
export const summary = ({ fault, recovery, duration, history, violations }: RoundResult): RoundSummary => ({
  ...{ fault, recovery, duration },
  commands: history.commands.length,
  aborted: history.records.filter(({ transaction }) => transaction === 'aborted').length,
  kinds: violations.map(({ kind }) => kind),
});

/** Adds up rounds, fault by fault. */
export function reportOf(rounds: readonly RoundSummary[]): readonly FaultReport[] {
  return [...Map.groupBy(rounds, ({ fault }) => fault)].map(([fault, all]) => {
    const kinds = all.flatMap((round) => round.kinds);
    const of = (meaning: string) => kinds.filter((kind) => violationKinds[kind] === meaning).length;
    const times = all.map(({ recovery }) => recovery).toSorted((one, other) => one - other);
    return {
      ...{ fault, rounds: all.length, commands: sum(all.map(({ commands }) => commands)) },
      aborted: sum(all.map(({ aborted }) => aborted)),
      ...{ lost: of('lost'), doubled: of('doubled'), reordered: of('reordered'), wrong: of('wrong') },
      recovery: { p50: times[Math.floor((times.length - 1) / 2)] ?? 0, max: times.at(-1) ?? 0 },
    };
  });
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

const columns = [
  'fault',
  'rounds',
  'commands',
  'aborted',
  'lost',
  'doubled',
  'reordered',
  'wrong',
  'recovery p50',
  'max',
];

/** A report for reading: one line for each fault. */
export function reportText(reports: readonly FaultReport[]): string {
  const rows = reports.map(({ recovery, ...counts }) => [
    ...Object.values(counts).map(String),
    `${(recovery.p50 / 1000).toFixed(1)} s`,
    `${(recovery.max / 1000).toFixed(1)} s`,
  ]);
  const lines = [columns, ...rows];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const padded = (line: readonly string[]) =>
    line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)));
  return lines.map((line) => padded(line).join('  ')).join('\n');
}
