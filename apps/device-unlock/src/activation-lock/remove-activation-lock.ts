import { ACTIVATION_LOCK_REQUEST, activationReadiness, type RequestId } from '@tierline/device-unlock';
import { streamName, type EventStore, type Execution } from '@tierline/kernel';
import { circumstances, stepOf, withoutCondition, type ReceivedCommand } from '@tierline/platform';
import type { Aggregates } from '../aggregates.js';
import { stateRevisionOf } from '../facts/state-revision.js';

/**
 * Takes an activation lock off: the device's stream decides and the request's stream follows, so that a theft which is known
 * at that moment always wins (DU-09), and of two requests only one (DU-13).
 *
 * Every step has an id of its own that derives from the command's, so whoever repeats the command goes on where it was left.
 */
export function removeActivationLock(of: Aggregates, store: EventStore) {
  const { facts, digest } = of;

  const isAsSeen = async (requestId: RequestId, seen: number | undefined): Promise<boolean> => {
    const stream = streamName(ACTIVATION_LOCK_REQUEST, requestId);
    return seen === undefined || (await stateRevisionOf(store, stream)) === seen;
  };

  const unlock = async (command: ReceivedCommand, requestId: RequestId): Promise<void> => {
    const { value: request } = await facts.activationRequest(requestId);
    if (request.status === 'none' || !activationReadiness(requestId, request).isReady) return;
    // What the device's stream issues is not taken back because the request has moved since its sender saw it.
    if (!(await isAsSeen(requestId, command.envelope.ifStateRevision))) return;
    const { customerId, device } = request.unlock;
    const reserve = { requestId, customerId, device, lock: 'activation' } as const;
    const reserved = await of.device(
      { type: 'ReserveUnlock', data: reserve, ...stepOf(digest, command, 'reserve') },
      withoutCondition(command),
    );
    if (reserved.outcome === 'refused') return;
    const issue = { requestId, device, lock: 'activation' } as const;
    await of.device(
      { type: 'IssueUnlock', data: issue, ...stepOf(digest, command, 'issue') },
      withoutCondition(command),
    );
  };

  /** A device that forbids the unlock closes the request; a reservation that came to nothing is given back. */
  const deny = async (command: ReceivedCommand, requestId: RequestId): Promise<void> => {
    const { value: request } = await facts.activationRequest(requestId);
    if (request.status === 'none') return;
    const { device } = request.unlock;
    await of.activationLock(
      { type: 'DenyActivationUnlock', data: { requestId }, ...stepOf(digest, command, 'deny') },
      withoutCondition(command),
    );
    const { unlock: held } = (await facts.device(device)).value;
    if (held.status !== 'reserved' || held.holder.requestId !== requestId) return;
    await of.device(
      { type: 'ReleaseUnlock', data: { requestId, device }, ...stepOf(digest, command, 'release') },
      withoutCondition(command),
    );
  };

  return async (command: ReceivedCommand): Promise<Execution> => {
    const requestId = command.subject as RequestId;
    await unlock(command, requestId);
    const execution = await of.activationLock(
      { type: 'RemoveActivationLock', data: { requestId }, ...circumstances(command) },
      command.envelope,
    );
    const isRefusedByDevice =
      execution.outcome === 'refused' && ['device-blocked', 'unlock-not-issued'].includes(execution.reason);
    if (isRefusedByDevice) await deny(command, requestId);
    return execution;
  };
}
