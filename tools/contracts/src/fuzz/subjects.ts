import type { Random } from '@tierline/chance';

/** The aggregates that commands are about: some that were asked for, and some that never were. */
export interface Subjects {
  readonly remember: (subject: string) => void;
  readonly any: (random: Random) => string;
}

const UNKNOWN = 0.05;
const MOST = 60;

/** Remembers the last ones only, so that each gets several commands. */
export function subjects(): Subjects {
  const known: string[] = [];
  return {
    remember: (subject) => {
      known.push(subject);
      if (known.length > MOST) known.shift();
    },
    any: (random) => (known.length === 0 || random.chance(UNKNOWN) ? random.uuid() : random.pick(known)),
  };
}
