import { join } from 'node:path';
import { knownEvents, streamName, type EventRegistry, type Policy } from '@tierline/kernel';
import { digest } from '../crypto/digest.js';
import { connectEventStore } from '../eventstore/connection.js';
import { knownOnly } from '../eventstore/known-events.js';
import { sharedSubscription } from '../eventstore/shared-subscription.js';
import { standstill } from '../eventstore/standstill.js';
import { storeLag } from '../eventstore/store-lag.js';
import { serviceMeasures } from '../measures/measures.js';
import { activatedPolicies } from '../policies/activated-policies.js';
import { readPolicies } from '../policies/read-policies.js';
import { directory } from '../privacy/directory.js';
import { personalData } from '../privacy/personal-data.js';
import { seals } from '../privacy/seals.js';
import type { personalDataSettings } from '../privacy/settings.js';
import type { BackgroundWork } from '../service/background-work.js';
import type { commonSettings } from '../service/common-settings.js';
import type { ServiceParts } from '../service/run-service.js';
import type { ValuesOf } from '../service/settings.js';
import { documentView, type DocumentView, type DocumentViewDefinition } from '../views/document-view.js';

/** What an event-sourced service is told by its environment. */
export type EventSourcedConfig = ValuesOf<typeof commonSettings & typeof personalDataSettings>;

/** What a context stores, and what it decides by. */
export interface StoredContext<Values extends object> {
  /** As the names of its streams begin, with an underscore. */
  readonly category: string;
  readonly registry: EventRegistry;
  readonly policies: {
    /** Where the files of its policy are. */
    readonly folder: URL;
    readonly name: string;
    readonly parse: (json: unknown) => Omit<Policy<Values>, 'hash'>;
  };
}

/** Puts together what rests on the event store: events, policies, personal values, views, and what is known of how far they are. */
export function storedParts<Values extends object>(
  { category, registry, policies: { folder, name, parse } }: StoredContext<Values>,
  { config, log, clock, metrics }: ServiceParts<EventSourcedConfig>,
  background: BackgroundWork,
) {
  const connection = connectEventStore(config.eventStoreUrl, log);
  background.onClose(() => connection.close());
  const prefix = `${category}.`;
  const lag = storeLag(() => connection.latest(prefix));
  background.run((signal) => lag.run(signal));
  const measures = serviceMeasures(metrics, lag);
  const store = measures.store(connection.store);
  const still = standstill(log);
  const book = readPolicies(folder, name, parse);
  const known = knownOnly(connection.subscribe, knownEvents(registry, book));
  const reading = { subscribe: sharedSubscription(known), holds: connection.holds };

  const stored = { store, digest, build: config.build };
  const policies = activatedPolicies({ ...stored, context: category, book, registry });
  const privacy = {
    directory: directory(store, category, config.directoryKey),
    seals: seals(store, category, config.masterKey),
  };
  const views: string[] = [];
  const view = <Doc extends object>(definition: DocumentViewDefinition<Doc>): DocumentView<Doc> => {
    const file = join(config.dataDir, `${definition.name}.sqlite`);
    const opened = documentView(definition, file, reading, clock);
    background.onClose(() => {
      opened.close();
    });
    background.run(still.follows((signal) => opened.run(signal)));
    measures.followers.view(definition.name, () => opened.freshness());
    views.push(definition.name);
    return opened;
  };
  return {
    ...{ prefix, reading, measures, still, book, policies, privacy, view },
    parts: { ...stored, policies },
    personal: personalData({ ...stored, ...privacy, policies, context: category, registry }),
    /** Compares this replica's clock with the store's. */
    compareClocks: connection.storeClock(streamName('tierline.clock', `${category}-${config.replica}`)),
    ping: () => connection.ping(),
    /** Why views lack too much of what is stored; nothing when none does. */
    staleViews: () => {
      const reasons = views.flatMap((each) => staleness(each, lag.seconds(each), config.viewLagSeconds) ?? []);
      return reasons.length === 0 ? undefined : reasons.join('; ');
    },
  };
}

/** Why a view must not be asked; nothing when it may. @param behind in seconds; nothing when it has never caught up */
export function staleness(view: string, behind: number | undefined, bound: number): string | undefined {
  if (behind === undefined) return `${view} has not caught up with the store yet`;
  return behind > bound ? `${view} is ${String(Math.round(behind))} s behind the store` : undefined;
}
