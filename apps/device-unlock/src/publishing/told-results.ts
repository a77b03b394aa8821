import type { ConditionResultV1, CriterionResultV1, FieldResultV1, Plain } from '@tierline/contracts';
import type { Condition, Criterion, FieldMatch } from '@tierline/device-unlock';

/** How far a value was off is in the stream for whoever must explain it; elsewhere it would help to guess the right one. */
export const fieldResult = ({ field, result }: FieldMatch): Plain<FieldResultV1> => ({ field, result });

/** What a condition was judged by is billing's affair. */
export const conditionResult = ({ condition, result }: Condition): Plain<ConditionResultV1> => ({ condition, result });

/** A customer's value and attitude are nobody's business outside. */
export const criterionResult = ({ criterion, result }: Criterion): Plain<CriterionResultV1> => ({ criterion, result });
