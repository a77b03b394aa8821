import {
  IsIn,
  IsInt,
  IsISO4217CurrencyCode,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { applyDecorators } from './apply.js';
import { IsLocalDate } from './local-date.js';

const ID_LENGTH = 64;
const LARGEST_AMOUNT = 100_000_000;

/** A UUID of any version, in lower case. */
export const Uuid = (): PropertyDecorator => applyDecorators(IsUUID('all'), Matches(/^[0-9a-f-]+$/));

/** An id that another system has given: letters, digits and `._:-`, 64 at most. */
export const ForeignId = (): PropertyDecorator =>
  applyDecorators(IsString(), MaxLength(ID_LENGTH), Matches(/^[\w.:-]+$/));

/** Text of 1 to `longest` characters, of which none controls a terminal. */
export const Text = (longest: number): PropertyDecorator =>
  applyDecorators(IsString(), Length(1, longest), Matches(/^\P{Cc}*$/u));

/** One of a closed set of words. */
export const OneOf = (words: readonly string[]): PropertyDecorator => IsIn(words);

/** A calendar day that exists, as `2026-02-28`, without a zone. */
export const LocalDate = (): PropertyDecorator => IsLocalDate();

/** An amount in the minor unit of its currency (cents), never negative. */
export const MinorUnits = (): PropertyDecorator => applyDecorators(IsInt(), Min(0), Max(LARGEST_AMOUNT));

/** A currency by its ISO 4217 code. */
export const Currency = (): PropertyDecorator => IsISO4217CurrencyCode();
