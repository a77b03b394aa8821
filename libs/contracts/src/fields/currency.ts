import { isISO4217CurrencyCode, ValidateBy } from 'class-validator';

/** Codes of ISO 4217 (list one) that have no minor unit ("N.A."), so no amount can be told in them: metals, bonds, testing. */
const WITHOUT_MINOR_UNIT: ReadonlySet<string> = new Set(
  'XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX'.split(' '),
);
const FORM = /^[A-Z]{3}$/;

/**
 * Whether a text is the code of a currency that amounts can be told in. How many digits its minor unit has (none for JPY, three
 * for BHD) is nowhere asked: amounts are whole minor units, and those of two currencies are never compared.
 */
export const isCurrency = (value: unknown): value is string =>
  typeof value === 'string' && FORM.test(value) && isISO4217CurrencyCode(value) && !WITHOUT_MINOR_UNIT.has(value);

/** A currency by its ISO 4217 code, in capitals. */
export const Currency = (): PropertyDecorator =>
  ValidateBy({
    name: 'isCurrency',
    validator: {
      validate: isCurrency,
      defaultMessage: () => '$property must be a currency by its ISO 4217 code, and one that has a minor unit',
    },
  });
