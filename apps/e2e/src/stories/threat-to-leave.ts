import { fact, type Desk, type Story, type World } from '../story.js';
import { customerDesk, SUPERVISOR } from './customer-desk.js';
import { dollars, toldCustomer } from './customer-steps.js';
import { reaches, VALUES, type Value } from './customers-of-value.js';
import { day, monthsAgo } from './days.js';

/** When a commitment of 24 months was begun of which much, or little, is still owed. */
const FEES = { much: day(-20), little: monthsAgo(23) } as const;

interface Case {
  readonly attitude: 'good' | 'bad';
  readonly fee: keyof typeof FEES;
  readonly isThreat: boolean;
}

const CASES = {
  goodLittle: { attitude: 'good', fee: 'little', isThreat: true },
  goodMuch: { attitude: 'good', fee: 'much', isThreat: true },
  badLittle: { attitude: 'bad', fee: 'little', isThreat: true },
  badMuch: { attitude: 'bad', fee: 'much', isThreat: true },
  unthreatened: { attitude: 'good', fee: 'little', isThreat: false },
} as const satisfies Record<string, Case>;

/** What customers of one value are offered in each case, in minor units. */
type Offers = Readonly<Record<keyof typeof CASES, number>>;
const NAMES = Object.keys(CASES) as (keyof typeof CASES)[];

/** Story B3, its second part: a threat to leave, by customers of every value, with much and with little that they would owe. */
export const threatToLeave: Story = {
  id: 'B3-threat',
  title: 'A threat to switch to a competitor',
  play: async (world, tell) => {
    const desk = world.desk(...SUPERVISOR, 'customer-value');
    const all: Offers[] = [];
    for (const value of VALUES) {
      const offers = await offersAt(world, desk, value);
      const { goodLittle, goodMuch, badLittle, badMuch, unthreatened } = offers;
      fact(goodMuch <= goodLittle && badMuch <= badLittle, `a larger fee yields no better offer at ${String(value)}`);
      fact(
        badLittle <= goodLittle && badMuch <= goodMuch,
        `a worse attitude yields no better offer at ${String(value)}`,
      );
      fact(goodLittle === unthreatened, `at ${String(value)} a threat changes nothing`);
      const worseOff = all.at(-1) ?? offers;
      fact(
        NAMES.every((each) => worseOff[each] <= offers[each]),
        `value ${String(value)} is offered no less than whoever is worse off`,
      );
      all.push(offers);
      tell({
        who: `value ${String(value)}`,
        what: `good attitude ${told(goodLittle, goodMuch)}; bad attitude ${told(badLittle, badMuch)}`,
        event: 'ConcessionDecided',
        rules: ['CV-11', 'CV-12'],
      });
    }
    // Nothing for everybody would be in order too.
    const tellsApart = ({ goodLittle, goodMuch, badLittle }: Offers) => goodLittle > goodMuch && goodLittle > badLittle;
    fact(all.some(tellsApart), 'fee and attitude make a difference');
    fact(
      all.some(({ badMuch }) => badMuch === 0),
      'a threat to leave is not enough',
    );
    tell({
      who: 'Tierline',
      what: 'gives nobody more for the threat, nor for the larger fee: 5 > 4 > 3 > 2 > 0 > 1',
      rules: ['CV-07', 'CV-11'],
    });
  },
};

const told = (little: number, much: number) => `${dollars(little)} (large fee ${dollars(much)})`;

async function offersAt(world: World, desk: Desk, value: Value): Promise<Offers> {
  const offers = await Promise.all(
    NAMES.map(async (name) => [name, await offered(world, desk, value, CASES[name])] as const),
  );
  return Object.fromEntries(offers) as Offers;
}

/** What one customer is offered, in minor units. */
async function offered(world: World, desk: Desk, value: Value, { attitude, fee, isThreat }: Case): Promise<number> {
  const customer = toldCustomer(world);
  await customer.opens(day(-20));
  await reaches[value](customer);
  await customer.isRated(attitude);
  await customer.commits(FEES[fee], 24, 'smartphone', 'line-0');
  if (isThreat) await customer.threatensToLeave();
  return customerDesk(world, desk, customer.customerId).concession('bill-adjustment', 250);
}
