import type { ClaimFaultsOfLineV1 } from '@tierline/contracts';
import type { CustomerId } from '@tierline/customer-value';
import type { Execution, EventStore, Digest } from '@tierline/kernel';
import { stepOf, withoutCondition, type ReceivedCommand } from '@tierline/platform';
import type { Aggregates } from '../aggregates.js';
import { customerNow } from '../facts/customer-at.js';

/**
 * Claims for every fault of a line what the customer is entitled to. Each claim has an id of its own that derives from the command's,
 * so whoever repeats the command goes on where it was left; what is granted already stays as it is.
 */
export const claimFaultsOfLine =
  ({ entitlement }: Pick<Aggregates, 'entitlement'>, store: Pick<EventStore, 'read'>, digest: Digest) =>
  async (received: ReceivedCommand<ClaimFaultsOfLineV1>): Promise<Execution> => {
    const customerId = received.data.customerId as CustomerId;
    const { value } = await customerNow(store, customerId);
    let last: Execution = { outcome: 'unknown-stream' };
    for (const fact of value.facts) {
      if (fact.type !== 'FaultVerified' || fact.data.lineId !== received.data.lineId) continue;
      const { complaintId } = fact.data;
      last = await entitlement(
        {
          type: 'ClaimEntitlement',
          data: { customerId, claim: { kind: 'verified-fault', complaintId } },
          ...stepOf(digest, received, complaintId),
        },
        withoutCondition(received),
      );
    }
    return last;
  };
