import { parseArgs } from 'node:util';
import { orderFacts } from '@tierline/contracts';
import { parseLocalDate, type LocalDate } from '@tierline/kernel';
import { InvalidMessage, validated } from '@tierline/platform';
import { Refusal } from '../../cli.js';
import { brokersOf } from '../../options.js';
import type { Circumstances } from './mapping.js';

/** What is to be imported, and how. */
export interface Asked {
  readonly file: string;
  readonly brokers: readonly string[];
  readonly circumstances: Circumstances;
  readonly json: boolean;
}

/** IBM describes its sample as one of a third quarter in California; the year is nobody's. */
const BY_DEFAULT = { 'as-of': '2025-09-30', zone: 'America/Los_Angeles', currency: 'USD' } as const;
const FIRST_DAY = '1900-01-01';

/** Reads the arguments of `import customers`. @throws {Refusal} naming the option, and TypeError of `parseArgs` */
export function readOptions(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Asked {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'as-of': { type: 'string', default: BY_DEFAULT['as-of'] },
      zone: { type: 'string', default: BY_DEFAULT.zone },
      currency: { type: 'string', default: BY_DEFAULT.currency },
      brokers: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new Refusal('say one file: import customers <csv>');
  return {
    file,
    brokers: brokersOf(values.brokers ?? env['KAFKA_BROKERS']),
    circumstances: { asOf: dayOf(values['as-of']), zone: zoneOf(values.zone), currency: currencyOf(values.currency) },
    json: values.json,
  };
}

function dayOf(text: string): LocalDate {
  const day = parseLocalDate(text);
  if (day !== null && day >= FIRST_DAY) return day;
  throw new Refusal(`--as-of must be a day as 2025-09-30, ${FIRST_DAY} or later, and is ${text}`);
}

const zoneOf = (zone: string): string =>
  checked('--zone', zone, () => validated(orderFacts.recordCustomerOpened, { openedOn: FIRST_DAY, zone }));

const currencyOf = (currency: string): string =>
  checked('--currency', currency, () =>
    validated(orderFacts.recordAccountClassified, {
      ...{ classificationId: 'any', account: { class: 'corporate', yearlySpend: { amountMinor: 0, currency } } },
      asOf: FIRST_DAY,
    }),
  );

/** Holds an option to the contract of a fact that it will be part of. */
function checked(option: string, value: string, check: () => void): string {
  try {
    check();
    return value;
  } catch (error) {
    if (!(error instanceof InvalidMessage)) throw error;
    throw new Refusal(`${option} is ${value}: ${error.message}`);
  }
}
