import { ValidateBy } from 'class-validator';
import { Currency, isImei, isImeisv, MinorUnits, OneOf } from '../fields/index.js';

const deviceIdentityKinds = ['imei', 'imeisv', 'serial'] as const;
type DeviceIdentityKind = (typeof deviceIdentityKinds)[number];

const SERIAL = /^[A-Z0-9]{8,20}$/;
const isSerial = (value: unknown): boolean => typeof value === 'string' && SERIAL.test(value);

const identityRules = {
  imei: { isValid: isImei, message: '$property must be 15 digits with a right check digit' },
  imeisv: { isValid: isImeisv, message: '$property must be 16 digits' },
  serial: { isValid: isSerial, message: '$property must be 8 to 20 capital letters and digits' },
} satisfies Record<DeviceIdentityKind, { isValid: (value: unknown) => boolean; message: string }>;

const ruleOf = (identity: object | undefined) =>
  identityRules[(identity as DeviceIdentityV1 | undefined)?.kind ?? 'serial'] as
    (typeof identityRules)[DeviceIdentityKind] | undefined;

/** A field that is valid by the rule of the `kind` beside it. */
const OfItsKind = (): PropertyDecorator =>
  ValidateBy({
    name: 'isOfItsKind',
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

/** An amount of money. */
export class MoneyV1 {
  @MinorUnits()
  readonly amountMinor!: number;

  @Currency()
  readonly currency!: string;
}
