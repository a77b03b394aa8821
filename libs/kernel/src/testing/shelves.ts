import type { Instant } from '../ids.js';
import type { Policy, PolicyActivated } from '../policy.js';

/** The content of a version never changes, so its hash follows from its number. */
export const hashOf = (version: number): string => `h${String(version)}`;

/** A version of a policy of shelves, which is active from a date or waits to be activated. */
export const shelves = (version: number, activeFrom: string | null): Policy<{ readonly width: number }> => ({
  ...{ name: 'shelves', version, owner: 'spec', provenance: 'spec', hash: hashOf(version) },
  activeFrom: activeFrom as Instant | null,
  values: { width: version * 10 },
});

/** What is stored of the activation of a version of shelves. */
export const activationOf = (version: number, at: string): PolicyActivated['data'] => ({
  ...{ policy: 'shelves', version, hash: hashOf(version) },
  at: at as Instant,
});
