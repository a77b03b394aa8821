/** One measured figure, beside what it is compared with in the same run. */
export interface Row {
  readonly bench: string;
  readonly case: string;
  readonly value: number;
  readonly unit: string;
  /** The same figure of the thing it is compared with; `null` where there is nothing to compare with. */
  readonly baseline: number | null;
  /** `value` by `baseline`. */
  readonly ratio: number | null;
}

/** Makes a row; rates are rounded to whole numbers, ratios to hundredths. */
export const row = (bench: string, name: string, unit: string, value: number, baseline?: number): Row => ({
  bench,
  case: name,
  value: rounded(value),
  unit,
  baseline: baseline === undefined ? null : rounded(baseline),
  ratio: baseline === undefined ? null : Math.round((value / baseline) * 100) / 100,
});

const rounded = (value: number): number => (value >= 100 ? Math.round(value) : Math.round(value * 100) / 100);

const columns = ['bench', 'case', 'value', 'unit', 'baseline', 'ratio'] as const;

/** Rows as a table for a terminal. */
export function table(rows: readonly Row[]): string {
  const lines = [[...columns], ...rows.map((each) => columns.map((column) => String(each[column] ?? '')))];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const isNumber = (column: number) => column === 2 || column >= 4;
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
