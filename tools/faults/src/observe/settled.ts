import { setTimeout as pause } from 'node:timers/promises';
import { check } from '../check/check.js';
import { violationKinds, type Violation } from '../check/violation.js';
import type { History, SentCommand } from '../history.js';
import type { StoreReader } from './store.js';
import type { TopicReader } from './topics.js';

/** Where everything that a run leaves can be read. */
export interface Observed {
  /** The contexts whose services run. */
  readonly contexts: readonly string[];
  readonly commands: () => readonly SentCommand[];
  readonly reader: TopicReader;
  readonly store: StoreReader;
}

/** A history that is complete, or has not become so. */
export interface Settled {
  readonly history: History;
  readonly violations: readonly Violation[];
}

const PATIENCE = 45_000;
const LOOK_AGAIN = 100;
/** What is merely not there yet may still come; whatever else is wrong stays so. */
const mayStillCome = ({ kind }: Violation): boolean =>
  violationKinds[kind] === 'lost' || kind.endsWith('-without-event');

/** Waits until what was sent is settled and published, and checks what there is then. */
export async function settled(observed: Observed): Promise<Settled> {
  const { contexts, commands, reader, store } = observed;
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    const history: History = { commands: commands(), ...(await store.readOn()), records: reader.found() };
    const violations = check(history, contexts);
    const isOpen = history.records.some(({ transaction }) => transaction === 'open');
    const mayPass = isOpen || violations.some(mayStillCome);
    if (!mayPass || performance.now() > deadline) return { history, violations };
    await pause(LOOK_AGAIN);
  }
}
