import { localDate, schema, type Schema } from '@tierline/kernel';
import type { Condition, ConditionResult, Criterion, Travel } from './carrier-conditions.js';
import { blockingCondition } from './device.schemas.js';
import { anyInteger, count, money } from './values.schemas.js';

const { list, nullOr, object, oneOf, text, variants } = schema;

const result: Schema<ConditionResult> = oneOf('met', 'not-met', 'unknown');
const plain: Schema<Extract<Condition, { condition: 'still-locked' | 'own-account' }>> = object({
  condition: oneOf('still-locked', 'own-account'),
  result,
});

/** One condition of DU-11, as it was judged. */
export const condition: Schema<Condition> = variants('condition', {
  'not-blocked': object({ condition: oneOf('not-blocked'), result, blockedBy: list(blockingCondition) }),
  'still-locked': plain,
  'own-account': plain,
  settled: object({
    condition: oneOf('settled'),
    result,
    commitment: nullOr(oneOf('none', 'running', 'ended', 'bought-out')),
    feeOwed: nullOr(money),
  }),
  'days-active': object({
    condition: oneOf('days-active'),
    result,
    days: nullOr(anyInteger),
    neededDays: count,
  }),
});

const judged: Schema<'met' | 'not-met'> = oneOf('met', 'not-met');

/** One criterion of DU-12, as it was judged. */
export const criterion: Schema<Criterion> = variants('criterion', {
  attitude: object({
    criterion: oneOf('attitude'),
    result: judged,
    value: oneOf(0, 1, 2, 3, 4, 5),
    attitude: oneOf('bad', 'neutral', 'good'),
    leastAttitude: oneOf('bad', 'neutral', 'good', 'never'),
  }),
  'trip-length': object({
    criterion: oneOf('trip-length'),
    result: judged,
    days: anyInteger,
    longestDays: count,
  }),
  'trip-near': object({
    criterion: oneOf('trip-near'),
    result: judged,
    daysBefore: anyInteger,
    earliestDaysBefore: count,
  }),
});

/** A journey (DU-12). */
export const travel: Schema<Travel> = object({
  from: localDate,
  until: localDate,
  country: text(/^[A-Z]{2}$/, 'a country of ISO 3166-1 alpha-2'),
});
