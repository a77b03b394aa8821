import type { Fault } from './fault.js';
import { killAt, killSome, terminate } from './kills.js';

/** Every fault, by its name. */
export const faults: Readonly<Record<string, Fault>> = {
  'kill-before-append': killAt('before-append', 'killed with a decision made and nothing of it stored'),
  'kill-after-append': killAt('after-append', 'killed with an append stored and not heard of'),
  'kill-before-offset': killAt('before-offset', 'killed with appends stored and offsets not saved'),
  'kill-before-produce': killAt('before-produce', 'the publisher killed in a transaction with nothing written'),
  'kill-before-commit': killAt('before-commit', 'the publisher killed with a transaction written and not committed'),
  'kill-after-commit': killAt('after-commit', 'the publisher killed with a commit done and not heard of'),
  'kill-any': killSome,
  terminate,
};
