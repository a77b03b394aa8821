import { fact, type Desk, type Reply, type World } from '../story.js';
import { accepted } from './activation-lock-steps.js';
import { customerEvents, usd } from './customer-steps.js';
import { day } from './days.js';

const pathOf = (customerId: string) => `/v1/customers/${customerId}`;
export const SUPERVISOR = ['supervisor', 'Sam'] as const;

/** What a desk asks of customer value about one customer. */
export type CustomerDesk = ReturnType<typeof customerDesk>;

/** The desk of somebody, for one customer. */
export function customerDesk(world: World, desk: Desk, customerId: string) {
  const path = pathOf(customerId);
  const post = (what: string, body: object) => desk.post(`${path}/${what}`, body);
  /** Asks for something at our discretion. @returns what was given, in minor units; 0 when it was denied */
  const concession = async (kind: string, requested: number): Promise<number> => {
    const concessionId = world.newId();
    accepted(await post('concessions', { concessionId, kind, requested: usd(requested) }), `a ${kind} is decided`);
    const decided = await world.published(customerEvents, customerId, 'ConcessionDecided', { concessionId });
    fact(decided['outcome'] === 'discretionary', `a ${kind} is at our discretion`);
    return (decided['granted'] as { readonly amountMinor: number } | undefined)?.amountMinor ?? 0;
  };
  return {
    complains: async (credit?: number): Promise<void> => {
      const complaint = { complaintId: world.newId(), category: 'billing', madeOn: day(-1) };
      const body = { ...complaint, ...(credit !== undefined && { credit: usd(credit) }) };
      accepted(await post('complaints', body), 'a complaint is recorded');
    },
    concession,
    quote: async (lineId: string): Promise<Reply> =>
      accepted(await post('termination-fee-quotes', { lineId }), `the fee of ${lineId} is told`),
    post,
  };
}
