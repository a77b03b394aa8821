import { senders } from '@tierline/contracts';
import type { SourceOrigin } from '@tierline/device-unlock';
import type { Actor } from '@tierline/kernel';

/**
 * Who answers for a request (DU-15): a sender on Kafka by the name that it gives itself within its own topic, or a person by
 * HTTP. A person's role and site are not asked for, since both change from one day to the next.
 */
export const originOf = ({ id, role, employer }: Pick<Actor, 'id' | 'role' | 'employer'>): SourceOrigin =>
  senders.some((sender) => sender === role)
    ? { door: role, id }
    : { door: 'desk', id, ...(employer !== undefined && { employer }) };
