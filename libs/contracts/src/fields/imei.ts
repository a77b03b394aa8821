import { ValidateBy, type ValidationOptions } from 'class-validator';
import luhn from 'fast-luhn';

const IMEI = /^\d{15}$/;
const IMEISV = /^\d{16}$/;
const TAC_DIGITS = 8;

/** Whether a text is an IMEI: 15 digits of which the last is the Luhn check digit over the others (DU-14). */
export const isImei = (value: unknown): value is string => typeof value === 'string' && IMEI.test(value) && luhn(value);

/** Whether a text is an IMEISV: 16 digits, of which none checks the others (DU-14). */
export const isImeisv = (value: unknown): value is string => typeof value === 'string' && IMEISV.test(value);

/** The type allocation code: which maker and model, if anybody knows it (DU-14). */
export const tacOf = (imeiOrImeisv: string): string => imeiOrImeisv.slice(0, TAC_DIGITS);

/** A field that holds an IMEI, without spaces or hyphens. */
export const IsImei = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isImei',
      validator: { validate: isImei, defaultMessage: () => '$property must be 15 digits with a right check digit' },
    },
    options,
  );

/** A field that holds an IMEISV. */
export const IsImeisv = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    { name: 'isImeisv', validator: { validate: isImeisv, defaultMessage: () => '$property must be 16 digits' } },
    options,
  );
