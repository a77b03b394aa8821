/** Something that the person at the keyboard can put right: shown as one line, exit code 1. */
export class Problem extends Error {
  /** @override */
  name = 'Problem';
}

/** The person stopped the run; the exit code says by which signal. */
export class Interrupted extends Error {
  /** @override */
  name = 'Interrupted';

  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(`Stopped by ${signal}.`);
    this.exitCode = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }[/** @type {string} */ (signal)] ?? 1;
  }
}

/**
 * Whether an error, or what a program printed, says that the disk is full.
 * @param {unknown} cause an error or a program's output
 */
export const saysDiskIsFull = (cause) => {
  const { code } = /** @type {{ code?: unknown }} */ (Object(cause));
  return code === 'ENOSPC' || /\bENOSPC\b|No space left on device/i.test(String(cause));
};

/** @param {string} folder */
export const diskIsFull = (folder) => new Problem(`The disk is full: free some space under ${folder} and try again.`);
