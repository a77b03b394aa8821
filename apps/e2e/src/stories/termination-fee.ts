import { fact, type Desk, type Story, type World } from '../story.js';
import { customerDesk } from './customer-desk.js';
import { dollars, streamOfCustomer, toldCustomer } from './customer-steps.js';
import { day, monthsAgo } from './days.js';

/** Within the first month, and after the trial. */
const LATELY = day(-20);

/** The truth table of CV-16: what was taken, for how long, since when, and what leaving costs today, in dollars. */
const TABLE = [
  ['smartphone', 24, 0, LATELY, 325],
  ['smartphone', 24, 1, monthsAgo(1), 315],
  ['smartphone', 24, 12, monthsAgo(12), 205],
  ['smartphone', 24, 23, monthsAgo(23), 95],
  ['smartphone', 12, 11, monthsAgo(11), 215],
  ['feature-phone', 24, 0, LATELY, 150],
  ['feature-phone', 24, 23, monthsAgo(23), 58],
  ['smartphone', 24, 24, monthsAgo(24), 0],
] as const;

/** Story B3, its first part: the truth table, quoted at the desk. */
export const terminationFees: Story = {
  id: 'B3',
  title: 'What it costs to leave',
  play: async (world, tell) => {
    const customer = toldCustomer(world);
    await customer.opens();
    for (const [row, [equipment, months, , begunOn]] of TABLE.entries())
      await customer.commits(begunOn, months, equipment, `line-${String(row)}`);
    const desk = world.desk('tier1-agent', 'Tim', 'customer-value');
    for (const [row, [equipment, months, full, , expected]] of TABLE.entries()) {
      const feeMinor = await quoted(world, desk, customer.customerId, `line-${String(row)}`, full);
      fact(feeMinor === expected * 100, `it costs ${String(expected)}, but ${dollars(feeMinor)} is quoted`);
      tell({
        who: 'Tim, tier 1',
        what: `quotes ${dollars(feeMinor)} USD: a ${equipment}, ${String(months)} months, ${String(full)} of them full`,
        event: 'TerminationFeeQuoted',
        rules: [full < months ? 'CV-16' : 'CV-17'],
      });
    }
  },
};

async function quoted(world: World, desk: Desk, customerId: string, lineId: string, full: number): Promise<number> {
  const reply = await customerDesk(world, desk, customerId).quote(lineId);
  await world.stored(streamOfCustomer(customerId), 'TerminationFeeQuoted', { lineId, fullMonths: full });
  const { feeMinor, fullMonths, policyVersion, formula } = reply.body['answer'] as Readonly<Record<string, unknown>>;
  const quotes = fullMonths === full && typeof policyVersion === 'number' && typeof formula === 'object';
  fact(quotes, `the answer quotes formula, months and policy, but is ${JSON.stringify(reply.body)}`);
  return Number(feeMinor);
}
