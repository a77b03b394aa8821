import { usd, type ToldCustomer } from './customer-steps.js';

/** From the one that is worst off to the best (CV-07). */
export const VALUES = [1, 0, 2, 3, 4, 5] as const;
export type Value = (typeof VALUES)[number];

type Way = (customer: ToldCustomer) => Promise<unknown>;

/** Tells facts of a new customer that lead to a number, and waits until they have. */
export const reaches: Readonly<Record<Value, Way>> = {
  0: () => Promise.resolve(),
  1: async (customer) => {
    await customer.paysLate(2);
    await customer.moves(0, 1);
  },
  2: async (customer) => {
    await customer.takesPlan(100);
    await customer.moves(0, 2);
  },
  3: async (customer) => {
    await customer.takesPlan(100);
    await customer.takesDevice(900);
    await customer.addsLines(4);
    await customer.paysOnTime(1);
    await customer.moves(2, 3);
  },
  4: async (customer) => {
    await customer.isClassified({ class: 'small-business' });
    await customer.moves(0, 4);
  },
  5: async (customer) => {
    await customer.isClassified({ class: 'corporate', yearlySpend: usd(200_000) });
    await customer.moves(0, 5);
  },
};
