import { ValidateBy, type ValidationOptions } from 'class-validator';

/** Moments whose day has four digits in its year in every zone on earth. */
const [FIRST, LAST] = ['0001-01-02T00:00:00.000Z', '9999-12-30T23:59:59.999Z'];
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Whether a text is a moment in the one form in which moments sort as text: `2026-03-01T09:30:00.000Z`. */
export const isInstant = (value: unknown): value is string =>
  typeof value === 'string' &&
  INSTANT.test(value) &&
  value >= FIRST &&
  value <= LAST &&
  !Number.isNaN(Date.parse(value)) &&
  // A day that does not exist is taken by some for the one after it.
  new Date(value).toISOString() === value;

/** A field that holds a moment in UTC, with milliseconds. */
export const IsInstant = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isInstant',
      validator: {
        validate: isInstant,
        defaultMessage: () => '$property must be a moment in UTC as 2026-03-01T09:30:00.000Z',
      },
    },
    options,
  );
