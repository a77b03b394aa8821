import type { Sealed } from '@tierline/contracts';
import { ACTIVATION_LOCK_REQUEST, activationLockRequestDecider, deviceUnlockRegistry } from '@tierline/device-unlock';
import { readFact, streamName, type EventStore } from '@tierline/kernel';
import type { Disclosure, PersonalData, ReceivedCommand } from '@tierline/platform';

/** Shows what the agent noted about a request, and records that it was shown. */
export const remarks =
  (store: EventStore, personal: PersonalData) =>
  async (received: ReceivedCommand): Promise<Disclosure> => {
    const stream = streamName(ACTIVATION_LOCK_REQUEST, received.subject);
    const { value: request } = await readFact(store, deviceUnlockRegistry, stream, activationLockRequestDecider);
    if (request.status === 'none' || request.unlock.remark === undefined) return { outcome: 'unknown-stream' };
    const { customerId, remark } = request.unlock;
    return personal.disclose(received, {
      subject: customerId,
      of: received.subject,
      field: 'remark',
      sealed: remark as string as Sealed,
    });
  };
