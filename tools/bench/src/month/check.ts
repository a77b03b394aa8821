import { REQUEST_SOURCE, sourceId } from '@tierline/device-unlock';
import { streamName, type EventStore } from '@tierline/kernel';
import { digest } from '@tierline/platform';
import type { Ending } from './outcomes.js';
import type { Plan, PlannedSource } from './plan.js';
import { requestIdOf } from './send.js';

/** What is otherwise than it was planned, by the streams and by the outcomes: one line for each; none when all is well. */
export async function deviations(
  { sources, requests }: Plan,
  seed: number,
  store: Pick<EventStore, 'read'>,
  endings: ReadonlyMap<string, Ending>,
): Promise<readonly string[]> {
  const bySource = Map.groupBy(requests, ({ source }) => source);
  const found: string[] = [];
  for (const planned of sources) {
    const ended = (bySource.get(planned.name) ?? []).map((each) => endings.get(requestIdOf(seed, each)));
    found.push(...byOutcomes(planned, ended), ...(await byStream(planned, store)));
  }
  return found;
}

function byOutcomes(planned: PlannedSource, ended: readonly (Ending | undefined)[]): readonly string[] {
  const count = (ending: Ending) => ended.filter((each) => each === ending).length;
  const [accepted, refused] = [count('accepted'), count('source-blocked')];
  const isAsPlanned = refused === planned.refused && accepted === planned.requests - planned.refused;
  const told = `${String(accepted)} accepted and ${String(refused)} refused, by outcomes`;
  return isAsPlanned ? [] : [`${told}: ${JSON.stringify(planned)}`];
}

async function byStream(planned: PlannedSource, store: Pick<EventStore, 'read'>): Promise<readonly string[]> {
  const id = sourceId(digest, { door: 'store-system', id: planned.name });
  const events = await store.read(streamName(REQUEST_SOURCE, id));
  const isBlocked = events.some(({ type }) => type === 'SourceBlocked');
  return isBlocked === planned.isBlocked
    ? []
    : [`blocked ${String(isBlocked)}, by streams: ${JSON.stringify(planned)}`];
}
