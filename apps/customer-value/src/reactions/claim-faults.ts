import type { ClaimFaultsOfLineV1 } from '@tierline/contracts';
import type { ComplaintId, CustomerId } from '@tierline/customer-value';
import type { Execution, EventStore, Digest } from '@tierline/kernel';
import { circumstances, stepOf, withoutCondition, type ReceivedCommand } from '@tierline/platform';
import type { Aggregates } from '../aggregates.js';
import { customerNow } from '../facts/customer-at.js';

/**
 * Claims for every fault of a line what the customer is entitled to. The first claim is the command itself, and each further one has
 * an id of its own that derives from the command's: facts are only ever added, so whoever repeats the command goes on where it was
 * left. What is granted already stays as it is.
 */
export const claimFaultsOfLine =
  ({ entitlement }: Pick<Aggregates, 'entitlement'>, store: Pick<EventStore, 'read'>, digest: Digest) =>
  async (received: ReceivedCommand<ClaimFaultsOfLineV1>): Promise<Execution> => {
    const customerId = received.data.customerId as CustomerId;
    const { value } = await customerNow(store, customerId);
    const [first, ...others] = value.facts.flatMap((fact) =>
      fact.type === 'FaultVerified' && fact.data.lineId === received.data.lineId ? [fact.data.complaintId] : [],
    );
    if (first === undefined) return { outcome: 'unknown-stream' };
    const claim = (complaintId: ComplaintId, how: ReturnType<typeof circumstances>) =>
      entitlement(
        { type: 'ClaimEntitlement', data: { customerId, claim: { kind: 'verified-fault', complaintId } }, ...how },
        withoutCondition(received),
      );
    const execution = await claim(first, circumstances(received));
    for (const complaintId of others) await claim(complaintId, stepOf(digest, received, complaintId));
    return execution;
  };
