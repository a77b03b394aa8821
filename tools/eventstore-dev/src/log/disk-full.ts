/** The append was not stored because the disk is full; what was acknowledged before is untouched. */
export class DiskFullError extends Error {
  override readonly name = 'DiskFullError';
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Whether the system refused a write for want of room: the disk, the quota, or the limit on a file's size. */
export const isFull = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error && FULL.has(String(error.code));
