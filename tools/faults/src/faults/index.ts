import { storeDiskFull, viewDiskFull } from './disks.js';
import type { Fault } from './fault.js';
import { killAt, killSome, terminate } from './kills.js';
import { fromTheFuture, megabyte, poison, rebalances, redelivery } from './messages.js';
import { blackhole, cutShort, narrow, resetAll, resets, slow } from './network.js';
import { mixed } from './mixed.js';
import { killWhileParking, killWhileRedriving } from './parked.js';
import { clockAhead, freeze, killPart, twoPublishers } from './processes.js';
import { storeRestored } from './restored.js';

/** The faults that kill a replica, by their names. */
const kills = {
  'kill-before-append': killAt('before-append', 'killed with a decision made and nothing of it stored'),
  'kill-after-append': killAt('after-append', 'killed with an append stored and not heard of'),
  'kill-before-offset': killAt('before-offset', 'killed with appends stored and offsets not saved'),
  'kill-before-produce': killAt('before-produce', 'the publisher killed in a transaction with nothing written'),
  'kill-before-commit': killAt('before-commit', 'the publisher killed with a transaction written and not committed'),
  'kill-after-commit': killAt('after-commit', 'the publisher killed with a commit done and not heard of'),
  'kill-before-parking': killWhileParking('before-parking', 'killed with a key to be parked and nothing of it written'),
  'kill-after-parking': killWhileParking('after-parking', 'killed with a command parked and not heard of'),
  'kill-before-settlement': killWhileRedriving(
    'before-settlement',
    'killed with a parked command executed, and not settled',
  ),
  'kill-before-removal': killWhileRedriving('before-removal', 'killed with a parked command settled, and still parked'),
  'kill-any': killSome,
};

/** Every fault, by its name. */
export const faults: Readonly<Record<string, Fault>> = {
  ...kills,
  terminate,
  freeze,
  'two-publishers': twoPublishers,
  'kill-broker': killPart('kafka', 'the broker killed and started again'),
  'kill-store': killPart('eventstore', 'the store killed and started again'),
  slow,
  narrow,
  blackhole,
  resets,
  'reset-all': resetAll,
  'cut-short': cutShort,
  rebalances,
  poison,
  future: fromTheFuture,
  megabyte,
  redelivery,
  'disk-full-view': viewDiskFull,
  'disk-full-store': storeDiskFull,
  clock: clockAhead,
  restored: storeRestored,
};

/** What is played unless it is said: every fault singly, and some upon one another. */
export const usual: readonly string[] = [
  ...Object.keys(faults),
  'slow+kill-before-commit',
  'reset-all+kill-after-append',
  'kill-broker+kill-any',
  'kill-store+rebalances',
];

/** A fault by its name, or several by their names with + between. @throws {Error} for a name that there is not */
export function faultNamed(text: string): Fault {
  const parts = text.split('+').map((name) => {
    const fault = Object.hasOwn(faults, name) ? faults[name] : undefined;
    if (!fault) throw new Error(`${name} is none of ${Object.keys(faults).join(', ')}`);
    return fault;
  });
  const [only] = parts;
  return only && parts.length === 1 ? only : mixed(parts);
}
