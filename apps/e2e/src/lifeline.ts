import { fstatSync } from 'node:fs';

const STDIN = 0;

/**
 * Tells when whoever started this process is gone, even if nobody could say so: its end of the pipe is closed then.
 *
 * @returns lets go of the pipe, so that the process can end
 */
export function whenParentEnds(tell: () => void): () => void {
  const stdin = fstatSync(STDIN);
  // A terminal or /dev/null says nothing about anybody.
  if (!stdin.isFIFO() && !stdin.isSocket()) return () => undefined;
  process.stdin.resume().once('end', tell);
  return () => {
    process.stdin.off('end', tell).destroy();
  };
}
