import type { MessageType } from '@tierline/contracts';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';

/** One thing that is wrong with a message. It never holds the value, which may be personal. */
export interface Violation {
  /** The path of the field, as `proof.price.currency`. */
  readonly field: string;
  /** The constraint's name, as `isInt`. */
  readonly constraint: string;
  readonly message: string;
  /** The JSON type of what came. */
  readonly received: string;
}

/** A message that is not what its contract says: every violation at once. */
export class InvalidMessage extends Error {
  override readonly name = 'InvalidMessage';
  constructor(readonly violations: readonly Violation[]) {
    super(violations.map(({ field, message }) => `${field}: ${message}`).join('; '));
  }
}

/**
 * Checks a message against its contract.
 *
 * @param type the contract's class says what is valid; nothing is coerced and no unknown field is let through
 * @param body parsed JSON
 * @throws {InvalidMessage} with all violations
 */
export function validated<Data extends object>(type: MessageType<Data>, body: unknown): Data {
  if (jsonTypeOf(body) !== 'object') {
    throw new InvalidMessage([
      { field: '', constraint: 'isObject', message: 'the message must be a JSON object', received: jsonTypeOf(body) },
    ]);
  }
  const inherited = inheritedFields(body, '');
  if (inherited.length > 0) throw new InvalidMessage(inherited);
  const data = plainToInstance(type.data, body);
  const errors = validateSync(data, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
    validationError: { target: false },
  });
  if (errors.length > 0) throw new InvalidMessage(errors.flatMap((error) => violationsOf(error, '')));
  return data;
}

/** Unknown fields that class-validator would pass over in silence, since every object has something of their name. */
function inheritedFields(value: unknown, path: string): Violation[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]: [string, unknown]) => {
    const field = path + name;
    const own = name in Object.prototype ? [unknownField(name, field, child)] : [];
    return [...own, ...inheritedFields(child, `${field}.`)];
  });
}

/** What is wrong with a field that a message must not have. @param field its path */
export const unknownField = (name: string, field: string, value: unknown): Violation => ({
  field,
  constraint: 'whitelistValidation',
  message: `property ${name} should not exist`,
  received: jsonTypeOf(value),
});

function violationsOf(
  { property, constraints = {}, children = [], value }: ValidationError,
  path: string,
): Violation[] {
  const field = path + property;
  const own = Object.entries(constraints).map(([constraint, message]) => {
    return { field, constraint, message, received: jsonTypeOf(value) };
  });
  return [...own, ...children.flatMap((child) => violationsOf(child, `${field}.`))];
}

/** The name that JSON has for the type of a value; `nothing` for a field that did not come. */
function jsonTypeOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
