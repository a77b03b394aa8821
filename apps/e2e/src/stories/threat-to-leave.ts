import { fact, type Desk, type Story, type World } from '../story.js';
import { customerDesk, SUPERVISOR } from './customer-desk.js';
import { dollars, toldCustomer } from './customer-steps.js';
import { reaches, VALUES, type Value } from './customers-of-value.js';
import { day, monthsAgo } from './days.js';

/** When a commitment of 24 months was begun of which much, or little, is still owed. */
const FEES = { much: day(-20), little: monthsAgo(23) } as const;
const ATTITUDES = ['good', 'bad'] as const;

interface Case {
  readonly attitude: (typeof ATTITUDES)[number];
  readonly fee: keyof typeof FEES;
  readonly isThreat: boolean;
}
const CASES: readonly Case[] = [
  ...ATTITUDES.flatMap((attitude) => (['little', 'much'] as const).map((fee) => ({ attitude, fee, isThreat: true }))),
  { attitude: 'good', fee: 'little', isThreat: false },
];

/** Story B3, its second part: a threat to leave, by customers of every value, with much and with little that they would owe. */
export const threatToLeave: Story = {
  id: 'B3-threat',
  title: 'A threat to switch to a competitor',
  play: async (world, tell) => {
    const desk = world.desk(...SUPERVISOR, 'customer-value');
    const offers = await Promise.all(
      VALUES.map((value) => Promise.all(CASES.map((each) => offered(world, desk, value, each)))),
    );
    for (const [
      index,
      [goodLittle = 0, goodMuch = 0, badLittle = 0, badMuch = 0, unthreatened = 0],
    ] of offers.entries()) {
      const value = String(VALUES[index]);
      fact(goodMuch <= goodLittle && badMuch <= badLittle, `a larger fee yields no better offer at ${value}`);
      fact(badLittle <= goodLittle && badMuch <= goodMuch, `a worse attitude yields no better offer at ${value}`);
      fact(goodLittle === unthreatened, `at ${value} a threat changes nothing`);
      tell({
        who: `value ${value}`,
        what: `good attitude ${offer(goodLittle, goodMuch)}; bad attitude ${offer(badLittle, badMuch)}`,
        event: 'ConcessionDecided',
        rules: ['CV-11', 'CV-12'],
      });
    }
    for (const [index, lesser] of offers.entries()) {
      const more = offers[index + 1] ?? lesser;
      fact(
        lesser.every((amount, each) => amount <= (more[each] ?? 0)),
        `value ${String(VALUES[index])} gets no more than the next`,
      );
    }
    fact(offers.flat().includes(0), 'a threat to leave is not enough');
    tell({
      who: 'Tierline',
      what: 'gives nobody more for the threat, nor for the larger fee: 5 > 4 > 3 > 2 > 0 > 1',
      rules: ['CV-07', 'CV-11'],
    });
  },
};

const offer = (little: number, much: number) => `${dollars(little)} (large fee ${dollars(much)})`;

/** What a customer is offered, in minor units. */
async function offered(world: World, desk: Desk, value: Value, { attitude, fee, isThreat }: Case): Promise<number> {
  const customer = toldCustomer(world);
  await customer.opens(day(-20));
  await reaches[value](customer);
  await customer.isRated(attitude);
  await customer.commits(FEES[fee], 24, 'smartphone', 'line-0');
  if (isThreat) await customer.threatensToLeave();
  return customerDesk(world, desk, customer.customerId).concession('bill-adjustment', 250);
}
