/** A row of a list of TACs that cannot be used. */
export interface BadRow {
  /** From 1, as an editor counts. */
  readonly line: number;
  readonly reason: string;
}

const TAC = /^\d{8}$/;
const HEADING = 'tac';

/**
 * Reads type allocation codes from the first column of comma-separated text. What precedes the heading `tac` is passed over.
 *
 * @returns each code once, and every row that holds none, with its line and the reason
 * @throws {Error} when there is no heading
 */
export function readTacs(text: string): { readonly tacs: readonly string[]; readonly bad: readonly BadRow[] } {
  const rows = text.split(/\r?\n/).map((row) => row.split(',', 1)[0] ?? '');
  const heading = rows.indexOf(HEADING);
  if (heading < 0) throw new Error(`no row begins with the heading ${HEADING}`);
  const tacs = new Set<string>();
  const bad: BadRow[] = [];
  for (const [index, tac] of rows.entries()) {
    const isEnd = index === rows.length - 1 && tac === '';
    if (index <= heading || isEnd) continue;
    const reason = problemOf(tac, tacs);
    if (reason === undefined) tacs.add(tac);
    else bad.push({ line: index + 1, reason });
  }
  return { tacs: [...tacs], bad };
}

function problemOf(tac: string, known: ReadonlySet<string>): string | undefined {
  if (!TAC.test(tac)) return `${JSON.stringify(tac)} is not a TAC of 8 digits`;
  return known.has(tac) ? `${tac} stands in an earlier row` : undefined;
}
