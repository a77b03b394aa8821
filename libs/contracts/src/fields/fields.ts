import {
  IsIn,
  IsInt,
  IsISO4217CurrencyCode,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
} from 'class-validator';
import { applyDecorators } from './apply.js';
import { IsInstant } from './instant.js';
import { IsLocalDate } from './local-date.js';

const ID_LENGTH = 64;
const LARGEST_AMOUNT = 100_000_000;
const LARGEST_VERSION = 1_000_000;
const UUID =
  /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|0{8}-(?:0{4}-){3}0{12}|f{8}-(?:f{4}-){3}f{12})$/;

/** A UUID of any version that RFC 9562 knows, in lower case. */
export const Uuid = (): PropertyDecorator => applyDecorators(IsUUID('all'), Matches(UUID));

/** An id that another system has given: letters, digits and `._:-`, 64 at most. */
export const ForeignId = (): PropertyDecorator =>
  applyDecorators(IsString(), MaxLength(ID_LENGTH), Matches(/^[\w.:-]+$/));

/** Text of 1 to `longest` characters (code points), of which none controls a terminal and none is half a character. */
export const Text = (longest: number): PropertyDecorator =>
  applyDecorators(IsString(), HasLength(1, longest), Matches(/^[^\p{Cc}\p{Cs}]*$/u));

/** The same, of which some is more than white space. */
export const Name = (longest: number): PropertyDecorator =>
  applyDecorators(IsString(), HasLength(1, longest), Matches(/^(?=.*\S)[^\p{Cc}\p{Cs}]*$/u));

/** One of a closed set of words. */
export const OneOf = (words: readonly string[]): PropertyDecorator => IsIn(words);

/** The number of a version of a policy. */
export const PolicyVersion = (): PropertyDecorator => applyDecorators(IsInt(), Min(1), Max(LARGEST_VERSION));

/** A calendar day that exists, as `2026-02-28`, without a zone. */
export const LocalDate = (): PropertyDecorator => IsLocalDate();

/** A moment in UTC, as `2026-03-01T09:30:00.000Z`. */
export const Instant = (): PropertyDecorator => IsInstant();

/** An amount in the minor unit of its currency (cents), never negative. */
export const MinorUnits = (): PropertyDecorator => applyDecorators(IsInt(), Min(0), Max(LARGEST_AMOUNT));

/** A currency by its ISO 4217 code, in capitals: the package alone would take `eur` too. */
export const Currency = (): PropertyDecorator => applyDecorators(IsISO4217CurrencyCode(), Matches(/^[A-Z]{3}$/));

/** Counts code points, as JSON Schema does. The package's own rule of this name passes over variation selectors. */
const HasLength = (least: number, most: number): PropertyDecorator =>
  ValidateBy({
    name: 'isLength',
    constraints: [least, most],
    validator: {
      validate: (value) => typeof value === 'string' && isBetween(least, Array.from(value).length, most),
      defaultMessage: () => `$property must be ${String(least)} to ${String(most)} characters`,
    },
  });

const isBetween = (least: number, count: number, most: number) => least <= count && count <= most;
