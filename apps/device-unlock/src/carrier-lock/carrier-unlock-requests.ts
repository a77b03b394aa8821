import type { DeviceUnlockCommandV1 } from '@tierline/contracts';
import {
  CARRIER_UNLOCK_REQUEST,
  type CustomerId,
  type LocalDate,
  type RequestId,
  type TradeInId,
} from '@tierline/device-unlock';
import { streamName, unreachable, type EventStore, type Execution } from '@tierline/kernel';
import { circumstances, stepOf, withoutCondition, type ReceivedCommand } from '@tierline/platform';
import type { Aggregates } from '../aggregates.js';
import type { Outlook } from '../sources/outlook.js';
import { deviceToken } from '../tokens.js';
import { settleCarrierUnlock, type CodeKeeping } from './settle-carrier-unlock.js';
import { stateRevisionOf } from '../facts/state-revision.js';

const TYPES = ['RequestCarrierUnlock', 'AnswerCarrierUnlock', 'ShowCode', 'AcknowledgeCode'] as const;

/** A command about a carrier-unlock request, as it comes through a door. */
export type CarrierUnlockCommandV1 = Extract<DeviceUnlockCommandV1, { type: (typeof TYPES)[number] }>;
type Received<Type extends CarrierUnlockCommandV1['type']> = ReceivedCommand & { type: Type } & Extract<
    CarrierUnlockCommandV1,
    { type: Type }
  >;

/**
 * Takes commands about carrier-unlock requests and their codes. `tac`: of the device that a request names, if it has one. `ahead`:
 * what was found of a request that begins.
 */
export function carrierUnlockRequests(of: Aggregates, store: EventStore, keeping: CodeKeeping) {
  const settle = settleCarrierUnlock(of, keeping);

  const request = async (
    received: Received<'RequestCarrierUnlock'>,
    tac: string | null,
    ahead: Outlook | undefined,
  ): Promise<Execution> => {
    const requestId = received.subject as RequestId;
    const { customerId, device, travel, tradeInId } = received.data;
    const data = {
      requestId,
      customerId: customerId as CustomerId,
      device: deviceToken(device),
      tac,
      ...(travel && { travel: { ...travel, from: travel.from as LocalDate, until: travel.until as LocalDate } }),
      ...(tradeInId !== undefined && { tradeInId: tradeInId as TradeInId }),
    };
    const execution = await of.carrierLock(
      { type: received.type, data, ...circumstances(received) },
      received.envelope,
      ahead,
    );
    if (execution.outcome !== 'accepted') return execution;
    const answer = {
      type: 'AnswerCarrierUnlock',
      data: { requestId },
      ...stepOf(of.digest, received, 'answer'),
    } as const;
    await settle(received, requestId, () => of.carrierLock(answer, withoutCondition(received)));
    return execution;
  };

  const answer = (received: Received<'AnswerCarrierUnlock'>): Promise<Execution> => {
    const requestId = received.subject as RequestId;
    const command = { type: received.type, data: { requestId }, ...circumstances(received) };
    return settle(received, requestId, () => of.carrierLock(command, received.envelope));
  };

  /** What the device decides of a request's code; the answer tells of the request, which is what the sender knows. */
  const aboutCode = async (received: Received<'ShowCode' | 'AcknowledgeCode'>): Promise<Execution> => {
    const requestId = received.subject as RequestId;
    const { value: found } = await of.facts.carrierRequest(requestId);
    if (found.status === 'none') return { outcome: 'unknown-stream' };
    const stateRevision = await stateRevisionOf(store, streamName(CARRIER_UNLOCK_REQUEST, requestId));
    const { ifStateRevision = stateRevision } = received.envelope;
    if (ifStateRevision !== stateRevision) return { outcome: 'precondition-failed', stateRevision };
    const data = { requestId, device: found.unlock.device };
    const execution = await of.device(
      { type: received.type, data, ...circumstances(received) },
      withoutCondition(received),
    );
    if (received.type === 'AcknowledgeCode' && execution.outcome === 'accepted') {
      const follow = { type: 'FollowDevice', data: { requestId }, ...stepOf(of.digest, received, 'follow') } as const;
      await of.carrierLock(follow, withoutCondition(received));
    }
    return 'stateRevision' in execution ? { ...execution, stateRevision } : execution;
  };

  return (
    received: ReceivedCommand & CarrierUnlockCommandV1,
    tac: string | null,
    ahead?: Outlook,
  ): Promise<Execution> => {
    switch (received.type) {
      case 'RequestCarrierUnlock':
        return request(received, tac, ahead);
      case 'AnswerCarrierUnlock':
        return answer(received);
      case 'ShowCode':
      case 'AcknowledgeCode':
        return aboutCode(received);
      default:
        return unreachable(received);
    }
  };
}

/** Whether a command is about a carrier-unlock request. */
export const isCarrierUnlockCommand = (
  command: ReceivedCommand & DeviceUnlockCommandV1,
): command is ReceivedCommand & CarrierUnlockCommandV1 => TYPES.some((type) => type === command.type);
