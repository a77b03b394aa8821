import type { Lease } from '../lease.js';

const LEASE = 10;

/** A lease whose time passes when a spec says so. Waiting is passing time. */
export function virtualLease(): { readonly lease: Lease; readonly pass: (milliseconds: number) => void } {
  let time = 0;
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  const wait = (milliseconds: number) => {
    pass(milliseconds);
    return Promise.resolve();
  };
  return { lease: { milliseconds: LEASE, now: () => time, wait }, pass };
}
