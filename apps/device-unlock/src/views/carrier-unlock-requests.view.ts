import type { CarrierUnlockRequestV1, Plain } from '@tierline/contracts';
import { CARRIER_UNLOCK_REQUEST, isDeviceUnlockEvent, type CarrierUnlockRequestEvent } from '@tierline/device-unlock';
import { isOutcomeEvent, unreachable, type EventMetadata, type StoredEvent } from '@tierline/kernel';
import type { DocumentViewDefinition } from '@tierline/platform';
import { conditionResult, criterionResult } from '../publishing/told-results.js';
import { missing, withRefusal } from './view-events.js';

/** A carrier-unlock request as whoever works on it sees it. */
export type CarrierUnlockRequestView = Plain<CarrierUnlockRequestV1>;

type Stored = StoredEvent<EventMetadata>;

/** The read model of carrier-unlock requests. */
export const carrierUnlockRequestsView: DocumentViewDefinition<CarrierUnlockRequestView> = {
  name: 'carrier-unlock-requests',
  layout: 1,
  prefix: 'device_unlock.',
  indexed: ['customerId', 'status'],
  key: ({ stream }) =>
    stream.startsWith(`${CARRIER_UNLOCK_REQUEST}-`) ? stream.slice(CARRIER_UNLOCK_REQUEST.length + 1) : undefined,
  fold: (request, event) => {
    if (isOutcomeEvent(event)) return withRefusal(request, event);
    if (!isDeviceUnlockEvent(event)) return missing(event);
    const changed = evolve(request, event as Stored & CarrierUnlockRequestEvent);
    return { ...changed, changedAt: event.data.at, stateRevision: event.revision };
  },
};

function evolve(
  request: CarrierUnlockRequestView | undefined,
  event: Stored & CarrierUnlockRequestEvent,
): CarrierUnlockRequestView {
  if (event.type === 'CarrierUnlockRequested') {
    const { requestId, customerId, tradeInId, travel, dueAt, at } = event.data;
    return {
      requestId,
      customerId,
      ...(tradeInId !== undefined && { tradeInId }),
      ...(travel && { travel }),
      status: 'open',
      conditions: [],
      criteria: [],
      refusals: [],
      dueAt,
      requestedAt: at,
      changedAt: at,
      stateRevision: event.revision,
    };
  }
  if (!request) return missing(event);
  switch (event.type) {
    case 'CarrierUnlockGranted':
    case 'CarrierUnlockDenied': {
      const { outcome, conditions, discretion } = event.data;
      return {
        ...request,
        status: event.type === 'CarrierUnlockGranted' ? 'granted' : 'denied',
        outcome,
        conditions: conditions.map(conditionResult),
        criteria: (discretion?.criteria ?? []).map(criterionResult),
      };
    }
    case 'DeadlineMissed':
      return { ...request, status: 'overdue' };
    case 'CarrierUnlockCompleted':
      return { ...request, status: 'completed' };
    case 'CarrierUnlockRevoked':
      return { ...request, status: 'revoked' };
    default:
      return unreachable(event);
  }
}
