import type { CarrierUnlockAnswerV1, Plain, Sealed, UnlockCodeV1 } from '@tierline/contracts';
import { CARRIER_UNLOCK_REQUEST, type RequestId } from '@tierline/device-unlock';
import { streamName, type EventMetadata, type EventStore, type Execution, type StoredEvent } from '@tierline/kernel';
import { ERASED, type ReceivedCommand } from '@tierline/platform';
import type { Facts } from '../facts/facts.js';
import type { CodeKeeping } from './settle-carrier-unlock.js';
import { carrierUnlockRequestsView, type CarrierUnlockRequestView } from '../views/carrier-unlock-requests.view.js';

/** What the desk is told at once, besides how its command ended. */
export interface CarrierDesk {
  /** How the request stands after a command. */
  readonly answer: (requestId: string) => Promise<Plain<CarrierUnlockAnswerV1> | undefined>;
  /** The code, for the command that has shown it and for no other: every showing is an event (DU-13). */
  readonly code: (command: ReceivedCommand, execution: Execution) => Promise<Plain<UnlockCodeV1> | undefined>;
}

/** Tells the desk of carrier unlocks from their streams, not from a view, which may be behind. */
export function carrierDesk(store: EventStore, facts: Facts, { seals }: Pick<CodeKeeping, 'seals'>): CarrierDesk {
  return {
    answer: async (requestId) => {
      const events = (await store.read(streamName(CARRIER_UNLOCK_REQUEST, requestId))) as StoredEvent<EventMetadata>[];
      const request = events.reduce<CarrierUnlockRequestView | undefined>(carrierUnlockRequestsView.fold, undefined);
      if (!request) return undefined;
      const { status, outcome, dueAt, refusals } = request;
      const waitsFor = refusals.findLast(({ command }) => command === 'AnswerCarrierUnlock')?.reason;
      const isWaiting = status === 'open' || status === 'overdue';
      return {
        status,
        dueAt,
        ...(outcome !== undefined && { outcome }),
        ...(isWaiting && waitsFor !== undefined && { waitsFor }),
      };
    },
    code: async (command, execution) => {
      if (execution.outcome !== 'accepted' || execution.repeated) return undefined;
      const request = (await facts.carrierRequest(command.subject as RequestId)).value;
      if (request.status === 'none') return undefined;
      const { customerId, device } = request.unlock;
      const { unlock } = (await facts.device(device)).value;
      if (unlock.status !== 'code-shown' || unlock.to !== command.actor.id) return undefined;
      const code = await seals.open(customerId, unlock.code as string as Sealed);
      return code === ERASED ? undefined : { code };
    },
  };
}
