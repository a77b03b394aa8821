import { ValidateBy } from 'class-validator';
import {
  applyDecorators,
  Compared,
  Currency,
  isImei,
  isImeisv,
  MinorUnits,
  Name,
  Nested,
  OneOf,
  Text,
} from '../fields/index.js';
import type { Plain } from '../message-type.js';

const deviceIdentityKinds = ['imei', 'imeisv', 'serial'] as const;
type DeviceIdentityKind = (typeof deviceIdentityKinds)[number];

const SELLER_LENGTH = 120;
const RECEIPT_LENGTH = 40;
const SERIAL = /^[A-Z0-9]{8,20}$/;
const isSerial = (value: unknown): boolean => typeof value === 'string' && SERIAL.test(value);

const identityRules = {
  imei: {
    isValid: isImei,
    message: '$property must be 15 digits with a right check digit',
    schema: { pattern: '^\\d{15}$', format: 'imei' },
  },
  imeisv: { isValid: isImeisv, message: '$property must be 16 digits', schema: { pattern: '^\\d{16}$' } },
  serial: {
    isValid: isSerial,
    message: '$property must be 8 to 20 capital letters and digits',
    schema: { pattern: SERIAL.source },
  },
} satisfies Record<
  DeviceIdentityKind,
  { isValid: (value: unknown) => boolean; message: string; schema: Readonly<Record<string, unknown>> }
>;

const ruleOf = (identity: object | undefined) => {
  const kind = (identity as Partial<DeviceIdentityV1> | undefined)?.kind;
  // What came is not yet known to be a kind: it may be a name that every object has.
  return kind !== undefined && Object.hasOwn(identityRules, kind) ? identityRules[kind] : undefined;
};

const schemasByKind = Object.fromEntries(Object.entries(identityRules).map(([kind, { schema }]) => [kind, schema]));

/** A field that is valid by the rule of the `kind` beside it. */
const OfItsKind = (): PropertyDecorator =>
  ValidateBy({
    name: 'isOfItsKind',
    constraints: ['kind', schemasByKind],
    validator: {
      validate: (value, args) => ruleOf(args?.object)?.isValid(value) ?? false,
      defaultMessage: (args) => ruleOf(args?.object)?.message ?? '$property has no kind to be valid by',
    },
  });

/** Which device: by its IMEI, its IMEISV (whose last two digits are its software's) or the maker's serial number. */
export class DeviceIdentityV1 {
  @OneOf(deviceIdentityKinds)
  readonly kind!: DeviceIdentityKind;

  @OfItsKind()
  readonly value!: string;
}

/**
 * An amount of money in whole minor units of its currency, as ISO 4217 has them: cents of EUR, yen of JPY (which has none
 * smaller), thousandths of BHD. Nobody asks how many digits that is, as amounts of two currencies are never compared.
 */
export class MoneyV1 {
  @MinorUnits()
  readonly amountMinor!: number;

  @Currency()
  readonly currency!: string;
}

/** An IMEI and an IMEISV of one device share these digits: type allocation code and serial number (DU-14). */
const DEVICE_DIGITS = 14;

/** The one text in which two identities of one device are equal. */
export const canonicalDevice = ({ kind, value }: Plain<DeviceIdentityV1>): string =>
  kind === 'serial' ? `serial:${value}` : `imei:${value.slice(0, DEVICE_DIGITS)}`;

/** The one text in which two prints of one receipt number are equal: white space and capitals are the printer's. */
export const canonicalReceipt = (number: string): string => number.replaceAll(/\s/g, '').toUpperCase();

/** A field that says which device it is about. Decisions compare it, and it outlives every customer who had the device. */
export const Device = (): PropertyDecorator =>
  applyDecorators(
    Nested(() => DeviceIdentityV1),
    Compared({ kind: 'device', canonical: canonicalDevice }),
  );

/** The number on a receipt. Decisions compare it; it is the sale's, and outlives every customer. */
export const ReceiptNumber = (): PropertyDecorator =>
  applyDecorators(Text(RECEIPT_LENGTH), Compared({ kind: 'receipt', canonical: canonicalReceipt }));

/** The name of a seller, as a receipt or a register writes it. */
export const SellerName = (): PropertyDecorator => Text(SELLER_LENGTH);

/** The name that a register keeps a seller under: something is left of it without its white space. */
export const RegisteredName = (): PropertyDecorator => Name(SELLER_LENGTH);
