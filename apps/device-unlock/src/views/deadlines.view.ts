import {
  CARRIER_UNLOCK_REQUEST,
  isDeviceUnlockEvent,
  RETAILER_ENQUIRY,
  type DeviceUnlockEvent,
} from '@tierline/device-unlock';
import { isOutcomeEvent, type EventMetadata, type Instant, type StoredEvent } from '@tierline/kernel';
import type { DocumentViewDefinition } from '@tierline/platform';

/** Something that is due at a moment. */
export interface Deadline {
  readonly stream: string;
  readonly requestId: string;
  readonly of: 'carrier-unlock' | 'retailer-enquiry';
  /** Nothing once it was met or has been reported as missed, so that it is looked for among what is open only. */
  readonly dueAt?: Instant;
  /** The event that has set it: what is done when it passes derives its id from that. */
  readonly setBy: string;
}

const CATEGORIES = [CARRIER_UNLOCK_REQUEST, RETAILER_ENQUIRY] as const;

/** Every deadline by its stream. */
export const deadlinesView: DocumentViewDefinition<Deadline> = {
  name: 'deadlines',
  layout: 2,
  prefix: 'device_unlock.',
  indexed: ['dueAt'],
  key: ({ stream }) => (CATEGORIES.some((category) => stream.startsWith(`${category}-`)) ? stream : undefined),
  fold: (deadline, event) => {
    const set = isDeviceUnlockEvent(event) ? deadlineSetBy(event) : undefined;
    if (set) return { ...set, stream: event.stream, setBy: event.id };
    // A request that was refused (DU-15) has no deadline.
    if (!deadline && isOutcomeEvent(event)) return undefined;
    if (!deadline)
      throw new Error(`${event.stream}@${String(event.revision)}: ${event.type} comes before its deadline`);
    const { dueAt: _, ...over } = deadline;
    return ENDS.some((type) => type === event.type) ? over : deadline;
  },
};

const ENDS: readonly DeviceUnlockEvent['type'][] = [
  'CarrierUnlockGranted',
  'CarrierUnlockDenied',
  'DeadlineMissed',
  'RetailerAnswered',
  'RetailerDeadlineMissed',
];

function deadlineSetBy(event: StoredEvent<EventMetadata> & DeviceUnlockEvent) {
  if (event.type !== 'CarrierUnlockRequested' && event.type !== 'RetailerAsked') return undefined;
  const { requestId, dueAt } = event.data;
  return { requestId, dueAt, of: event.type === 'RetailerAsked' ? 'retailer-enquiry' : 'carrier-unlock' } as const;
}
