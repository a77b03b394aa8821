import { deviceUnlockTopics } from '@tierline/contracts';
import type { RequestId } from '@tierline/device-unlock';
import {
  ContendedStream,
  OutcomeUnknown,
  type Clock,
  type CommandId,
  type Digest,
  type Execution,
} from '@tierline/kernel';
import { DependencyUnavailable, itself, pause, type DocumentView, type Log } from '@tierline/platform';
import type { Aggregates } from '../aggregates.js';
import type { Deadline } from '../views/deadlines.view.js';

const PAGE = 100;

/** What misses deadlines: the executors of what they are of. */
type Missing = Pick<Aggregates, 'carrierLock' | 'enquiry'>;

/**
 * Reports every deadline that has passed, also those that passed while nobody ran.
 *
 * The command's id derives from the event that set the deadline, so several replicas, or the same one again, report it once.
 *
 * @returns what became of each
 */
export async function reportMissedDeadlines(
  view: Pick<DocumentView<Deadline>, 'list'>,
  of: Missing,
  digest: Digest,
  clock: Clock,
): Promise<readonly Execution[]> {
  const at = clock();
  const reported: Execution[] = [];
  let after: string | undefined;
  do {
    const page = view.list({ before: { dueAt: at }, limit: PAGE, ...(after !== undefined && { after }) });
    // A page at a time: after a long downtime there may be very many.
    reported.push(...(await Promise.all(page.map(report))));
    const last = page.at(-1);
    after = last && page.length === PAGE ? last.stream : undefined;
  } while (after !== undefined);
  return reported;

  function report({ requestId: id, of: what, setBy }: Deadline): Promise<Execution> {
    const requestId = id as RequestId;
    const how = { id: digest.uuid(['deadline', setBy]) as CommandId, at, actor: itself(deviceUnlockTopics.context) };
    const envelope = { correlationId: setBy };
    return what === 'carrier-unlock'
      ? of.carrierLock({ type: 'ReportMissedDeadline', data: { requestId }, ...how }, envelope)
      : of.enquiry({ type: 'ReportMissedRetailerDeadline', data: { requestId }, ...how }, envelope);
  }
}

/** What passes by itself: the next round finds the same deadlines. */
const isPassing = (error: unknown): boolean =>
  error instanceof DependencyUnavailable || error instanceof OutcomeUnknown || error instanceof ContendedStream;

/** How often it is looked for deadlines that have passed, in milliseconds. */
const INTERVAL = 1_000;

/**
 * Looks for deadlines that have passed, until the signal is aborted. A store that is away is waited for.
 *
 * @throws whatever else a round throws
 */
export async function watchDeadlines(
  round: () => Promise<unknown>,
  log: Log,
  signal: AbortSignal,
  interval = INTERVAL,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await round();
    } catch (error) {
      if (!isPassing(error)) throw error;
      log.warn({ error }, 'deadlines could not be looked after; they are soon looked after again');
    }
    await pause(interval, signal);
  }
}
