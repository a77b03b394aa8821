import { IsInt, Max, Min } from 'class-validator';
import { CatalogueName, FlagId, Period } from './values.js';
import { ForeignId, Nested, OneOf } from '../fields/index.js';
import { messageType } from '../message-type.js';

const MOST_MEGABYTES = 1_000_000_000;

/** What the customers of a plan use in a period, in whole megabytes. */
export class PlanQuantilesV1 {
  @IsInt()
  @Min(0)
  @Max(MOST_MEGABYTES)
  readonly p95!: number;

  @IsInt()
  @Min(0)
  @Max(MOST_MEGABYTES)
  readonly p99!: number;
}

/** What a line has used in a period. A later report of the same period corrects the one before. The subject is the line. */
export class ReportUsageV1 {
  @ForeignId()
  readonly customerId!: string;

  @Period()
  readonly period!: string;

  @IsInt()
  @Min(0)
  @Max(MOST_MEGABYTES)
  readonly megabytes!: number;

  @CatalogueName()
  readonly plan!: string;

  @Nested(() => PlanQuantilesV1)
  readonly quantiles!: PlanQuantilesV1;
}

/** Fraud & abuse has looked at a flag (CV-21). The subject is the customer. */
export class AnswerUsageReviewV1 {
  @FlagId()
  readonly flagId!: string;

  @OneOf(['cleared', 'confirmed'])
  readonly answer!: 'cleared' | 'confirmed';
}

/** What is told about data use (CV-20, CV-21). */
export const usageCommands = {
  reportUsage: messageType('ReportUsage', 1, ReportUsageV1),
  answerUsageReview: messageType('AnswerUsageReview', 1, AnswerUsageReviewV1),
} as const;
