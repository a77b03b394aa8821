import { isOutcomeEvent, type EventStore, type Revision, type StreamName } from '@tierline/kernel';

/** The last revision of a stream that changed its state: its entity tag. -1 for a stream that does not exist. */
export async function stateRevisionOf(store: EventStore, stream: StreamName): Promise<Revision> {
  const events = await store.read(stream);
  return events.findLast((event) => !isOutcomeEvent(event))?.revision ?? -1;
}
