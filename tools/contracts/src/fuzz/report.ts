/** What a run has shown. */
export interface FuzzReport {
  readonly service: string;
  readonly seed: number;
  readonly inputs: number;
  readonly milliseconds: number;
  readonly http: Door & { readonly statuses: Readonly<Record<string, number>> };
  readonly kafka: Door & {
    readonly outcomes: Readonly<Record<string, number>>;
    readonly deadLetters: Readonly<Record<string, number>>;
  };
  /** Published events and outcomes that were held against their contracts. */
  readonly published: number;
  /** What is not as it must be, one line each; none when all is. */
  readonly findings: readonly string[];
}

/** What went to one door. */
export interface Door {
  readonly sent: number;
  /** How many of it had nothing wrong, or were repeated. */
  readonly correct: number;
  /** How many there were with each fault. */
  readonly faults: Readonly<Record<string, number>>;
}

const WIDTH = 56;

/** A report for reading. */
export function reportText({
  service,
  seed,
  inputs,
  milliseconds,
  http,
  kafka,
  published,
  findings,
}: FuzzReport): string {
  const row = (what: string, count: number | string) => `  ${what.padEnd(WIDTH)}${String(count).padStart(8)}`;
  const rows = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .toSorted(([one], [other]) => one.localeCompare(other))
      .map(([what, count]) => row(what, count));
  return [
    `${service}: ${String(inputs)} inputs of seed ${String(seed)} in ${(milliseconds / 1000).toFixed(1)} s`,
    `HTTP: ${String(http.sent)} requests, ${String(http.correct)} of them correct`,
    ...rows(http.faults),
    'answered',
    ...rows(http.statuses),
    `Kafka: ${String(kafka.sent)} records, ${String(kafka.correct)} of them correct`,
    ...rows(kafka.faults),
    'outcomes of their commands',
    ...rows(kafka.outcomes),
    'put aside',
    ...rows(kafka.deadLetters),
    row('published records held against their contracts', published),
    row('findings', findings.length),
    ...findings,
  ].join('\n');
}
