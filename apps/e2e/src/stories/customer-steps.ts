import { callRoutingTopics, customerValueTopics } from '@tierline/contracts';
import { fact, type Seen, type World } from '../story.js';
import { day, monthsAgo } from './days.js';

const { ingress, outcomes } = customerValueTopics;
export const customerEvents = customerValueTopics.events.topic;

export const streamOfCustomer = (customerId: string) => `customer_value.customer-${customerId}`;
/** Whole dollars, in minor units. */
export const usd = (dollars: number) => ({ amountMinor: dollars * 100, currency: 'USD' });
/** Minor units, as people read them. */
export const dollars = (amountMinor: number) => (amountMinor / 100).toFixed(2);

/** Bills that are in time are due in months that are over. */
const BILLS_SINCE = 48;

/** Somebody of whom orders, billing and call routing tell, each fact by the door of its system, and kept before the next is told. */
export type ToldCustomer = ReturnType<typeof toldCustomer>;

/** Begins a customer of whom nobody has told yet. */
export function toldCustomer(world: World, customerId = `customer-${world.newId()}`) {
  const orders = world.sender(ingress.orders.topic, '/orders');
  const billing = world.sender(ingress.billing.topic, '/billing');
  const routing = world.sender(callRoutingTopics.events.topic, '/tierline/call-routing');
  let [bills, lines] = [0, 0];
  const kept = async (sender: typeof orders, type: string, data: object): Promise<void> => {
    const told = await world.outcome(outcomes.topic, await sender.send(type, customerId, data));
    fact(told['outcome'] === 'accepted', `${type} is kept, but the outcome is ${JSON.stringify(told)}`);
  };
  const pays = async (howMany: number, paidOn: (dueOn: string) => string): Promise<void> => {
    for (const last = bills + howMany; bills < last; bills += 1) {
      const dueOn = monthsAgo(BILLS_SINCE - bills);
      const paid = { dueOn, paidAt: `${paidOn(dueOn)}T12:00:00.000Z` };
      await kept(billing, 'RecordBillPaid', { billId: `bill-${String(bills)}`, amount: usd(45), ...paid });
    }
  };
  const order = (type: string, data: object) => kept(orders, type, { orderId: world.newId(), ...data });

  return {
    customerId,
    opens: (openedOn = monthsAgo(BILLS_SINCE)) => kept(orders, 'RecordCustomerOpened', { openedOn, zone: 'UTC' }),
    paysOnTime: (howMany: number) => pays(howMany, (dueOn) => dueOn),
    /** A month too late. */
    paysLate: (howMany: number) => pays(howMany, () => monthsAgo(BILLS_SINCE - bills - 1)),
    takesPlan: (monthly: number, data = 'metered', lineId = 'line-0') =>
      order('RecordPlanTaken', {
        lineId,
        plan: `plan-${String(monthly)}`,
        monthly: usd(monthly),
        data,
        takenOn: day(-20),
      }),
    takesDevice: (price: number) =>
      order('RecordDeviceTaken', { lineId: 'line-0', equipment: 'smartphone', price: usd(price), takenOn: day(-20) }),
    addsLines: async (howMany: number): Promise<void> => {
      for (const last = lines + howMany; lines < last; lines += 1)
        await kept(orders, 'RecordLineAdded', { lineId: `line-${String(lines)}`, addedOn: day(-20) });
    },
    isClassified: (account: object) =>
      kept(orders, 'RecordAccountClassified', { classificationId: world.newId(), account, asOf: day(-20) }),
    commits: (begunOn: string, months: number, equipment: string, lineId: string) =>
      kept(orders, 'RecordCommitmentBegun', { commitmentId: world.newId(), lineId, begunOn, months, equipment }),
    isOverbilled: (billed: number, owed: number) => {
      const error = { billId: world.newId(), billed: usd(billed), owed: usd(owed), foundOn: day(-1) };
      return kept(billing, 'RecordBillingErrorFound', error).then(() => error.billId);
    },
    isRated: (attitude: string) => {
      const who = { ratedBy: 'ada', ratedFrom: `call-${world.newId()}`, ratedAt: new Date().toISOString() };
      return kept(routing, 'AttitudeRated', { customerId, ratingId: world.newId(), attitude, ...who });
    },
    threatensToLeave: () => {
      const threat = { threatId: world.newId(), competitor: 'sprint', threatenedAt: new Date().toISOString() };
      return kept(routing, 'ChurnThreatened', { customerId, ...threat });
    },
    /** Waits until the number has moved so. */
    moves: (from: number, to: number): Promise<Seen['data']> =>
      world.published(customerEvents, customerId, 'ValueChanged', { from, to }),
  };
}
