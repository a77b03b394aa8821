import { UnregisteredEvent } from '@tierline/kernel';
import { describe, expect, it } from '@jest/globals';
import { CUSTOMER_VALUE_EVENTS, customerValueRegistry, isCustomerValueEvent } from './registry.js';
import { billPaid } from './testing/facts.js';

describe('the registry of customer value', () => {
  it.each(Object.keys(CUSTOMER_VALUE_EVENTS))('knows what %s says, and lets no other data pass', (type) =>
    expect(() => customerValueRegistry.check({ type, data: {} })).toThrow(/is missing/),
  );

  it('lets an event pass as the decider makes it', () =>
    expect(() => customerValueRegistry.check(billPaid(1).fact)).not.toThrow());

  it.each(['CommandRefused', 'CommandHadNoEffect'])('lets %s stand in any of its streams', (type) => {
    const data = { command: 'RecordBillPaid', ...(type === 'CommandRefused' && { reason: 'r', rule: 'CV-22' }) };
    expect(() => customerValueRegistry.check({ type, data })).not.toThrow();
  });

  it.each(['ValueLowered', 'valuechanged', '', 'constructor', 'toString'])(
    'refuses %j, which it does not know',
    (type) => {
      expect(() => customerValueRegistry.check({ type, data: {} })).toThrow('is not an event of customer value');
      expect(isCustomerValueEvent({ type, data: {} })).toBe(false);
    },
  );

  it('names every field that is wrong, and tells no value', () => {
    const { amount: _, ...data } = billPaid(1).fact.data as unknown as Readonly<Record<string, unknown>>;
    const wrong = { ...data, dueOn: '2026-02-30', imei: '490154203237518' };
    expect(() => customerValueRegistry.check({ type: 'BillPaid', data: wrong })).toThrow(
      new UnregisteredEvent('BillPaid', 'imei is unknown; amount is missing; dueOn must be a day that exists'),
    );
  });

  it('CV-22: the store can tell the kinds of stream apart by what precedes the first hyphen', () => {
    const categories = new Set(Object.values(CUSTOMER_VALUE_EVENTS));
    expect(categories.size).toBe(3);
    for (const category of categories) expect(category).toMatch(/^customer_value\.[a-z_]+$/);
  });
});
