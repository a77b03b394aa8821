import type { NestApplicationOptions } from '@nestjs/common';

/**
 * What every application of ours is made with: the door reads bodies itself, and an error is the caller's to handle.
 *
 * Nest types its options as a class, which it neither exports nor makes instances of.
 */
export const nestOptions = (options: Pick<NestApplicationOptions, 'logger'>): NestApplicationOptions =>
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- see above
  ({ ...options, bodyParser: false, abortOnError: false });
