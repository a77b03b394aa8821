import type { Surroundings } from '../cli.js';

/** How far an import is. */
export interface Counts {
  /** Rows of the file that were read. */
  rows: number;
  rejected: number;
  repeated: number;
  /** Customers of whom all is answered. */
  customers: number;
  sent: number;
  /** Facts that the service has taken, as far as its saved offsets tell: it saves them now and then. */
  taken: number;
}

const ON_TERMINAL = 500;
const ELSEWHERE = 5_000;
const SECOND = 1_000;

/** Nothing yet. */
export const noCounts = (): Counts => ({ rows: 0, rejected: 0, repeated: 0, customers: 0, sent: 0, taken: 0 });

/**
 * Tells how far an import is until it is told to stop: on a terminal in one line that changes, elsewhere in a line every few
 * seconds.
 *
 * @param answered how many facts were answered
 */
export function tellProgress(
  counts: Readonly<Counts>,
  answered: () => number,
  { status, error }: Surroundings,
): { stop(): void } {
  let before = { done: 0, at: performance.now() };
  const timer = setInterval(
    () => {
      const at = performance.now();
      // What was known before is taken and never answered.
      const done = Math.max(counts.taken, answered());
      const perSecond = ((done - before.done) * SECOND) / (at - before.at);
      before = { done, at };
      (status ?? error)(progressLine(counts, done, perSecond));
    },
    status ? ON_TERMINAL : ELSEWHERE,
  );
  return {
    stop: () => {
      clearInterval(timer);
      status?.('');
    },
  };
}

/** How far it is, in a line. @param done facts that were taken or answered */
const progressLine = ({ rows, rejected, customers, sent }: Counts, done: number, perSecond: number): string =>
  `${rows} rows read, ${rejected} rejected; ${customers} customers done; ${sent} facts sent, ${done} done, ${Math.round(perSecond)} a second`;
