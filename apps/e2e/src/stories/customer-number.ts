import { fact, type Story } from '../story.js';
import { customerDesk, SUPERVISOR } from './customer-desk.js';
import { dollars, streamOfCustomer, toldCustomer } from './customer-steps.js';

const event = 'ValueChanged';

/** Story B2: the number rises by what is earned, to 3 and no higher; credits bring it to 1, which is worse than 0. */
export const customerNumber: Story = {
  id: 'B2',
  title: 'A number that rises, falls to 1, and recovers',
  play: async (world, tell) => {
    const desk = world.desk(...SUPERVISOR, 'customer-value');
    const customer = toldCustomer(world);
    const { customerId } = customer;
    const atTheDesk = customerDesk(world, desk, customerId);
    const who = 'the customer';

    await customer.opens();
    await customer.paysOnTime(6);
    const { reasons } = await customer.moves(0, 2);
    const because = (reasons as readonly { readonly facts: readonly unknown[] }[])[0]?.facts.length;
    fact(because === 6, `the six bills are the reason, but these are: ${JSON.stringify(reasons)}`);
    tell({ who, what: 'is new, and pays six bills on time: from 0 to 2, never 1', event, rules: ['CV-01', 'CV-08'] });

    await customer.takesPlan(100);
    await customer.addsLines(4);
    await customer.moves(2, 3);
    tell({ who, what: 'takes a dearer plan and more lines: 3', event, rules: ['CV-02'] });

    await customer.takesDevice(900);
    await customer.paysOnTime(6);
    const numbers = (await world.history(streamOfCustomer(customerId))).filter(({ type }) => type === event);
    fact(numbers.length === 2, `these alone reach 3 at most, but the number moved ${String(numbers.length)} times`);
    tell({ who, what: 'takes a dear phone and pays six more: still 3', rules: ['CV-03'] });

    await atTheDesk.complains();
    for (let credit = 0; credit < 2; credit += 1) await atTheDesk.complains(20);
    await customer.moves(3, 2);
    await atTheDesk.complains(20);
    await customer.moves(2, 1);
    tell({ who, what: 'complains, and wins three credits: 2, then 1', event, rules: ['CV-06', 'CV-08'] });

    const newcomer = toldCustomer(world);
    await newcomer.opens();
    const forDemoted = await atTheDesk.concession('bill-adjustment', 20);
    const forNew = await customerDesk(world, desk, newcomer.customerId).concession('bill-adjustment', 20);
    fact(forDemoted < forNew, `1 gets ${dollars(forDemoted)} and a new customer ${dollars(forNew)}`);
    tell({
      who: 'Sam, supervisor',
      what: `asks for 20.00 off: ${dollars(forNew)} for a new customer, ${dollars(forDemoted)} for this one`,
      event: 'ConcessionDecided',
      rules: ['CV-07', 'CV-09'],
    });

    await customer.paysOnTime(6);
    await customer.moves(1, 2);
    tell({ who, what: 'pays six bills on time without another credit: recovers to 2', event, rules: ['CV-08'] });
  },
};
