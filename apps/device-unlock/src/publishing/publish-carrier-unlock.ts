import type { DeviceUnlockEventV1 } from '@tierline/contracts';
import type { CarrierUnlockRequestEvent } from '@tierline/device-unlock';
import { unreachable } from '@tierline/kernel';
import { conditionResult, criterionResult } from './told-results.js';

/** What others are told of an event of a carrier-unlock request. */
export function publishedCarrierUnlockEvent(event: CarrierUnlockRequestEvent): DeviceUnlockEventV1 {
  const { requestId } = event.data;
  switch (event.type) {
    case 'CarrierUnlockRequested': {
      const { customerId, travel, tradeInId, dueAt } = event.data;
      const optional = { ...(travel && { travel }), ...(tradeInId !== undefined && { tradeInId }) };
      return { type: event.type, data: { requestId, customerId, dueAt, ...optional } };
    }
    case 'CarrierUnlockGranted':
    case 'CarrierUnlockDenied': {
      const { outcome, conditions, discretion, isLate } = event.data;
      const criteria = (discretion?.criteria ?? []).map(criterionResult);
      const data = { requestId, outcome, conditions: conditions.map(conditionResult), criteria, isLate };
      return { type: event.type, data };
    }
    case 'DeadlineMissed':
      return { type: event.type, data: { requestId, dueAt: event.data.dueAt } };
    case 'CarrierUnlockCompleted':
      return { type: event.type, data: { requestId } };
    case 'CarrierUnlockRevoked':
      return { type: event.type, data: { requestId, because: event.data.because } };
    default:
      return unreachable(event);
  }
}
