import type { NestApplicationOptions } from '@nestjs/common';

/** What every application of ours is made with: the door reads bodies itself, and an error is the caller's to handle. */
export const nestOptions = (options: Pick<NestApplicationOptions, 'logger'>): NestApplicationOptions => ({
  ...options,
  bodyParser: false,
  abortOnError: false,
});
