import { START, streamNameFilter, type EventStoreDBClient } from '@eventstore/db-client';

/** When the store took the first event with each of some correlation ids, in milliseconds since 1970. */
export async function storedAt(
  client: EventStoreDBClient,
  prefix: string,
  correlationIds: readonly string[],
): Promise<readonly number[]> {
  const found = new Map<string, number>();
  const missing = new Set(correlationIds);
  const filter = streamNameFilter({ prefixes: [prefix] });
  const subscription = client.subscribeToAll({ fromPosition: START, filter });
  for await (const { event } of subscription) {
    const { $correlationId: id } = event?.metadata as { readonly $correlationId: string };
    if (missing.delete(id)) found.set(id, event?.created.getTime() ?? NaN);
    if (missing.size === 0) break;
  }
  await subscription.unsubscribe();
  return correlationIds.flatMap((id) => found.get(id) ?? []);
}
