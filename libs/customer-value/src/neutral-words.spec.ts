import { describe, expect, it } from '@jest/globals';
import file from '../policies/customer-value@1.json' with { type: 'json' };
import * as domain from './index.js';
import { aggregates } from './testing/every-decision.js';
import { policy } from './testing/fixtures.js';

/** What a flag must never say that somebody does. */
const ASSERTED = /tether|hotspot|abus|fraud|cheat/i;

/** Every event that the commands of the specs lead to. */
const stored = aggregates.flatMap(({ decider, commands }) => {
  let state = decider.initial;
  return commands.flatMap((command) => {
    const decision = decider.decide(command, state, policy);
    if ('rejected' in decision) return [];
    state = decision.reduce(decider.evolve, state);
    return decision;
  });
});

describe('a flag on unusual usage', () => {
  it('CV-20: says unusual usage, and asserts nothing of what it was for', () => {
    const flags = stored.filter(({ type }) => type === 'UnusualUsageFlagged' || type === 'UsageReviewOpened');
    expect(flags).not.toHaveLength(0);
    for (const { data } of flags) expect(data).toMatchObject({ flag: 'unusual-usage' });
  });

  it.each<[string, unknown]>([
    ['event that is stored', stored],
    ['type of event', Object.keys(domain.CUSTOMER_VALUE_EVENTS)],
    ['reason of a refusal', domain.CUSTOMER_REJECTIONS],
    ['command that a spec gives', aggregates.map(({ commands }) => commands)],
    ['word of the policy', file],
    ['name that this project exports', Object.keys(domain)],
  ])('CV-20: no %s asserts tethering, or anything of the kind', (_, words) =>
    expect(JSON.stringify(words)).not.toMatch(ASSERTED),
  );

  it('CV-20: would be caught if it did', () => expect('suspectedTethering').toMatch(ASSERTED));
});
