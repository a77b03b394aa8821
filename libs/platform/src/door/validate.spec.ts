import { describe, expect, it } from '@jest/globals';
import { ForeignId, messageType, MinorUnits, Nested, Text } from '@tierline/contracts';
import { InvalidMessage, validated } from './validate.js';

const NAME = 10;

class PriceV1 {
  @MinorUnits()
  readonly amountMinor!: number;
}

class OrderV1 {
  @ForeignId()
  readonly customerId!: string;

  @Text(NAME)
  readonly name!: string;

  @Nested(() => PriceV1)
  readonly price!: PriceV1;
}

const order = messageType('Order', 1, OrderV1);
const valid = { customerId: 'c1', name: 'Ada', price: { amountMinor: 5 } };

/** What is wrong with a body, as `field constraint received`. */
function violations(body: unknown): string[] {
  try {
    validated(order, body);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidMessage)) throw error;
    return error.violations.map(({ field, constraint, received }) => `${field} ${constraint} ${received}`).sort();
  }
}

describe('a message', () => {
  it('comes through as an instance of its contract’s class', () => {
    expect(validated(order, valid)).toBeInstanceOf(OrderV1);
    expect(validated(order, valid).price).toBeInstanceOf(PriceV1);
  });

  it('is told everything that is wrong with it at once, by the path of the field', () => {
    expect(violations({ customerId: 7, price: { amountMinor: -1 }, extra: true })).toEqual([
      'customerId isString number',
      'customerId matches number',
      'customerId maxLength number',
      'extra whitelistValidation boolean',
      'name isLength nothing',
      'name isString nothing',
      'name matches nothing',
      'price.amountMinor min number',
    ]);
  });

  it.each([[[]], ['text'], [null], [5], [undefined]])('is refused when it is no object: %j', (body) => {
    expect(violations(body)).toHaveLength(1);
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'is refused with a field %s, which every object seems to have',
    (name) => {
      const fields = JSON.stringify(valid).slice(0, -1);
      expect(violations(JSON.parse(`${fields},"${name}":{}}`))).toEqual([`${name} whitelistValidation object`]);
      const nested = `{"customerId":"c1","name":"Ada","price":{"amountMinor":5,"${name}":1}}`;
      expect(violations(JSON.parse(nested))).toEqual([`price.${name} whitelistValidation number`]);
    },
  );

  it('is never quoted: a value may be personal', () => {
    const secret = 'a-secret-of-somebody';
    for (const body of [
      { ...valid, name: secret },
      { ...valid, customerId: { secret } },
      { ...valid, [secret]: 1 },
    ]) {
      try {
        validated(order, body);
        throw new Error('it was valid');
      } catch (error) {
        const told = JSON.stringify((error as InvalidMessage).violations.map(({ received }) => received));
        expect(told).not.toContain(secret);
        expect(error).toBeInstanceOf(InvalidMessage);
      }
    }
  });
});
