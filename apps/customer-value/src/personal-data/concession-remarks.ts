import type { ReadConcessionRemarkV1, Sealed } from '@tierline/contracts';
import type { ConcessionId, CustomerId } from '@tierline/customer-value';
import type { EventStore } from '@tierline/kernel';
import type { Disclosure, PersonalData, ReceivedCommand } from '@tierline/platform';
import { customerNow } from '../facts/customer-at.js';

/** Shows what a supervisor noted when they decided otherwise; `unknown-stream` where nothing was noted. */
export type DiscloseRemark = (received: ReceivedCommand<ReadConcessionRemarkV1>) => Promise<Disclosure>;

/** Shows remarks, and records each showing before. */
export const concessionRemarks =
  (store: Pick<EventStore, 'read'>, personal: Pick<PersonalData, 'disclose'>): DiscloseRemark =>
  async (received) => {
    const customerId = received.subject as CustomerId;
    const { concessions } = (await customerNow(store, customerId)).value;
    const decided = concessions.get(received.data.concessionId as ConcessionId);
    if (decided?.type !== 'ConcessionDecidedOtherwise' || decided.data.remark === undefined)
      return { outcome: 'unknown-stream' };
    return personal.disclose(received, {
      subject: customerId,
      // With the moment, since the same concession may be decided otherwise again, with another remark.
      of: `${decided.data.concessionId}@${decided.data.at}`,
      field: 'remark',
      sealed: decided.data.remark as string as Sealed,
    });
  };
