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
  /** Facts that the service has taken. */
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
 */
export function tellProgress(counts: Readonly<Counts>, { status, error }: Surroundings): { stop(): void } {
  let before = { taken: 0, at: performance.now() };
  const timer = setInterval(
    () => {
      const at = performance.now();
      const perSecond = ((counts.taken - before.taken) * SECOND) / (at - before.at);
      before = { taken: counts.taken, at };
      (status ?? error)(progressLine(counts, perSecond));
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

/** How far it is, in a line. */
export const progressLine = ({ rows, customers, sent, taken, rejected }: Counts, perSecond: number): string =>
  `${rows} rows read, ${rejected} rejected; ${customers} customers done; ${sent} facts sent, ${taken} taken, ${Math.round(perSecond)} a second`;
