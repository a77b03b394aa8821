import type { Instant } from '@tierline/kernel';
import { isSameValue } from './same-value.js';

/** What an owner of facts says of something, as of a moment. */
export interface Report {
  readonly asOf: Instant;
}

/** All that was reported of one thing, in the order in which it came, and the report that counts. */
export type Reports<R extends Report> =
  { readonly status: 'unknown' } | { readonly status: 'reported'; readonly latest: R; readonly reports: readonly R[] };

/** Keeps a report. The one with the latest `asOf` counts; of two for the same moment the one that came last, a correction. */
export const addReport = <R extends Report>(state: Reports<R>, report: R): Reports<R> =>
  state.status === 'unknown'
    ? { status: 'reported', latest: report, reports: [report] }
    : {
        status: 'reported',
        latest: report.asOf >= state.latest.asOf ? report : state.latest,
        reports: [...state.reports, report],
      };

/** Whether a report says what the last one as of the same moment has said: what was corrected can be corrected back. */
export function isReported<R extends Report>(state: Reports<R>, report: R): boolean {
  if (state.status === 'unknown') return false;
  const last = state.reports.findLast(({ asOf }) => asOf === report.asOf);
  return last !== undefined && isSameValue(last, report);
}

/** The report that counts, or `null` where there is none. */
export const latestReport = <R extends Report>(state: Reports<R>): R | null =>
  state.status === 'reported' ? state.latest : null;
